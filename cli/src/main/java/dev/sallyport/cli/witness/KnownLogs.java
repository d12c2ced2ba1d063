package dev.sallyport.cli.witness;

import dev.sallyport.audit.anchor.EpochCertificate;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The logs that the witness's operator trusts, by name. Immutable. */
public final class KnownLogs {
  private static final int BOOT_ID_LENGTH = 16;

  private final Map<String, List<NoteVerifier>> keys;

  private KnownLogs(Map<String, List<NoteVerifier>> keys) {
    this.keys = keys;
  }

  /**
   * Reads options {@code NAME=VKEY}; a name may occur with several keys.
   *
   * @throws NoteFormatException if one is not written so
   */
  public static KnownLogs parse(List<String> options) throws NoteFormatException {
    Map<String, List<NoteVerifier>> keys = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? "" : option.substring(0, equals);
      if (!NoteText.isName(name)) {
        throw new NoteFormatException("got `" + option + "`, wanted `NAME=VKEY`");
      }
      NoteVerifier key = NoteVerifier.parse(option.substring(equals + 1));
      if (key.type() != NoteVerifier.ED25519) {
        throw new NoteFormatException("got `" + option + "`, wanted a key that signs (type 1)");
      }
      keys.computeIfAbsent(name, unused -> new ArrayList<>()).add(key);
    }
    return new KnownLogs(keys);
  }

  /** How many names there are. */
  public int size() {
    return keys.size();
  }

  /** The keys that sign checkpoints with exactly this origin; none for a log of several runs. */
  List<NoteVerifier> checkpointKeys(String origin) {
    List<NoteVerifier> found = new ArrayList<>();
    for (NoteVerifier key : epochKeys(origin)) {
      if (!key.name().equals(EpochCertificate.keyName(origin, 0))) {
        found.add(key);
      }
    }
    return found;
  }

  /** The keys that can sign the first epoch of the log with this name. */
  List<NoteVerifier> epochKeys(String logName) {
    return keys.getOrDefault(logName, List.of());
  }

  /** Whether {@code origin} can be that of a run of a known log. */
  boolean isRunOfALog(String origin) {
    int slash = origin.length() - BOOT_ID_LENGTH - 1;
    return slash > 0
        && origin.charAt(slash) == '/'
        && isHex(origin, slash + 1)
        && keys.containsKey(origin.substring(0, slash));
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!HexFormat.isHexDigit(c) || c >= 'A' && c <= 'F') {
        return false;
      }
    }
    return true;
  }
}
