package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.ToolStage;
import dev.sallyport.cli.prove.EntryRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a run with those on whose behalf it was made, and those made on its behalf. Reading
 * goes over the run twice and keeps little, so a run may be of any size. Not thread-safe.
 */
final class CallFamily {
  /** More are not shown: a call may have made others without end. */
  static final int MAX_CALLS = 1_000;

  private static final int MAX_PARENTS = 2_000_000;

  private final RunFolder run;
  private final long callId;
  private final Map<Long, Long> parents = new LinkedHashMap<>();
  private final Map<Long, Member> members = new LinkedHashMap<>();
  private @Nullable EventRecord policy;
  private byte[] decisionBytes = {};
  private int damaged;
  private boolean cut;

  /** What the log has of one call. */
  static final class Member {
    final long callId;
    final List<Member> children = new ArrayList<>();
    @Nullable DecisionRecord decision;
    @Nullable DecisionRecord result;
    @Nullable OutcomeRecord outcome;

    Member(long callId) {
      this.callId = callId;
    }
  }

  private CallFamily(RunFolder run, long callId) {
    this.run = run;
    this.callId = callId;
  }

  /** The family of the call, or null if the run has no decision of it. */
  static @Nullable CallFamily read(RunFolder run, long callId) throws IOException {
    CallFamily family = new CallFamily(run, callId);
    if (!family.readParents()) {
      return null;
    }
    family.findMembers();
    family.readMembers();
    return family;
  }

  private boolean readParents() throws IOException {
    boolean found = false;
    try (LogTail tail = LogTail.fromStart(run.path())) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        damaged += entry instanceof AuditEntry.Damaged ? 1 : 0;
        if (entry instanceof AuditEntry.Decision decision && !isResult(decision.record())) {
          DecisionRecord record = decision.record();
          found |= record.callId() == callId;
          if (record.parentCallId() != 0 && parents.size() < MAX_PARENTS) {
            parents.putIfAbsent(record.callId(), record.parentCallId());
          }
        }
      }
    }
    return found;
  }

  private static boolean isResult(DecisionRecord decision) {
    return decision.stage() == ToolStage.POST_TOOL;
  }

  /** Ids count up, so a call has a greater one than that on whose behalf it was made. */
  private void findMembers() {
    long ancestor = callId;
    for (Long parent = parents.get(ancestor);
        parent != null && parent < ancestor && members.size() < MAX_CALLS;
        parent = parents.get(ancestor)) {
      ancestor = parent;
      members.put(ancestor, new Member(ancestor));
    }
    members.put(callId, new Member(callId));
    boolean grown = true;
    while (grown) {
      grown = addChildren();
    }
    for (Member member : members.values()) {
      Long parent = parents.get(member.callId);
      Member above = parent == null || parent >= member.callId ? null : members.get(parent);
      if (above != null) {
        above.children.add(member);
      }
    }
  }

  /**
   * The children of the call and of those below it; siblings of its ancestors are not asked for.
   */
  private boolean addChildren() {
    boolean grown = false;
    for (Map.Entry<Long, Long> call : parents.entrySet()) {
      boolean below = call.getValue() >= callId && members.containsKey(call.getValue());
      if (below && call.getKey() > call.getValue() && !members.containsKey(call.getKey())) {
        if (members.size() == MAX_CALLS) {
          cut = true;
          return false;
        }
        members.put(call.getKey(), new Member(call.getKey()));
        grown = true;
      }
    }
    return grown;
  }

  private void readMembers() throws IOException {
    try (LogTail tail = LogTail.fromStart(run.path())) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        AuditRecord record = EntryRecord.of(entry);
        if (record instanceof DecisionRecord decision) {
          take(decision, tail);
        } else if (record instanceof OutcomeRecord outcome) {
          Member member = members.get(outcome.callId());
          if (member != null && member.outcome == null) {
            member.outcome = outcome;
          }
        } else if (record instanceof EventRecord event) {
          takePolicy(event);
        }
      }
    }
  }

  private void take(DecisionRecord decision, LogTail tail) {
    Member member = members.get(decision.callId());
    if (member == null) {
      return;
    }
    if (isResult(decision)) {
      member.result = member.result == null ? decision : member.result;
    } else if (member.decision == null) {
      member.decision = decision;
      if (decision.callId() == callId) {
        decisionBytes = tail.recordBytes();
        forgetOtherPolicy(decision);
      }
    }
  }

  /** The newest policy before the decision counts, if the decision names it. */
  private void takePolicy(EventRecord event) {
    Member asked = members.get(callId);
    boolean decided = asked != null && asked.decision != null;
    if (event.kind() == RecordKind.POLICY_LOAD && !decided) {
      policy = event;
    }
  }

  private void forgetOtherPolicy(DecisionRecord decision) {
    byte[] digest = decision.policyDigest();
    EventRecord loaded = policy;
    boolean same =
        loaded != null
            && digest != null
            && HexFormat.of().formatHex(digest).equals(loaded.values().get("digest"));
    policy = same ? loaded : null;
  }

  RunFolder run() {
    return run;
  }

  /** The call that was asked for. */
  Member asked() {
    Member asked = members.get(callId);
    if (asked == null) {
      throw new IllegalStateException("a family without its call");
    }
    return asked;
  }

  /** The decision of the call that was asked for. */
  DecisionRecord decision() {
    DecisionRecord decision = asked().decision;
    if (decision == null) {
      throw new IllegalStateException("the log changed while it was read");
    }
    return decision;
  }

  /** The exact bytes of {@link #decision}. */
  byte[] decisionBytes() {
    return decisionBytes;
  }

  /** The call on whose behalf all others of the family were made. */
  Member eldest() {
    Member at = asked();
    for (Long parent = parents.get(at.callId); parent != null; parent = parents.get(at.callId)) {
      Member above = parent >= at.callId ? null : members.get(parent);
      if (above == null) {
        return at;
      }
      at = above;
    }
    return at;
  }

  /** What was recorded when the policy that decided came into force, or null if it is unknown. */
  @Nullable EventRecord policy() {
    return policy;
  }

  /** How many places of the run are damaged. */
  int damaged() {
    return damaged;
  }

  /** Whether there are more calls in the family than {@link #MAX_CALLS}. */
  boolean cut() {
    return cut;
  }
}
