package dev.sallyport.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records with arbitrary content, the same for the same seed. */
final class RandomRecords {
  private RandomRecords() {}

  static DecisionRecord decision(Random random, int maxText) {
    DecisionRecord record = new DecisionRecord();
    record.stamp(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return record
        .callId(random.nextLong())
        .parentCallId(random.nextLong())
        .evaluationNanos(random.nextLong())
        .effect(any(random, RecordedEffect.values()))
        .mode(any(random, EnforcementMode.values()))
        .stage(any(random, ToolStage.values()))
        .argumentsRewritten(random.nextBoolean())
        .argumentsForm(any(random, ArgumentsForm.values()))
        .argumentsLength(random.nextInt())
        .argumentsDigest(digest(random))
        .policyDigest(digest(random))
        .framework(text(random, maxText))
        .agent(text(random, maxText))
        .session(text(random, maxText))
        .tool(text(random, maxText))
        .rule(text(random, maxText))
        .error(text(random, maxText))
        .approvalId(text(random, maxText))
        .erringRules(rules(random, maxText))
        .notedRules(rules(random, maxText))
        .argumentsText(text(random, maxText * 4));
  }

  static OutcomeRecord outcome(Random random) {
    OutcomeRecord record = new OutcomeRecord();
    record.stamp(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return record
        .callId(random.nextLong())
        .outcome(any(random, CallOutcome.values()))
        .durationNanos(random.nextLong())
        .resultLength(random.nextLong())
        .resultDigest(digest(random))
        .exceptionClass(text(random, 60));
  }

  static EventRecord event(Random random) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      values.put(wholeText(random, 12), wholeText(random, 200));
    }
    RecordKind[] kinds = RecordKind.values();
    RecordKind kind = kinds[2 + random.nextInt(kinds.length - 2)];
    EventRecord record = new EventRecord(kind, values);
    record.stamp(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return record;
  }

  /** Any UTF-16, also broken. */
  static String anyText(Random random, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      text.append((char) (0xD7F0 + random.nextInt(0x1010)));
    }
    return text.toString();
  }

  private static List<String> rules(Random random, int maxText) {
    List<String> rules = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      rules.add(wholeText(random, maxText));
    }
    return List.copyOf(rules);
  }

  private static @Nullable String text(Random random, int maxLength) {
    return random.nextInt(4) == 0 ? null : wholeText(random, maxLength);
  }

  private static String wholeText(Random random, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      text.appendCodePoint(codePoint(random));
    }
    return text.toString();
  }

  private static int codePoint(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0x80 + random.nextInt(0x780);
      case 1 -> 0xE000 + random.nextInt(0x1FFF);
      case 2 -> 0x10000 + random.nextInt(0xFFFFF);
      default -> random.nextInt(0x80);
    };
  }

  private static byte @Nullable [] digest(Random random) {
    if (random.nextInt(4) == 0) {
      return null;
    }
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return digest;
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
