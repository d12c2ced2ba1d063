package dev.sallyport.audit.anchor;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where checkpoints are to be kept.
 *
 * @param places in the order of the setting
 * @param witnessKeys keys of type {@link NoteVerifier#COSIGNATURE_V1}; none without a witness
 */
public record AnchorSettings(List<Place> places, List<NoteVerifier> witnessKeys) {
  static final String ANCHOR = "audit.anchor";
  static final String WITNESS_KEY = "audit.witness_key";

  private static final String FILE = "file:";
  private static final String WITNESS = "witness:";

  /** Copies the lists. */
  public AnchorSettings {
    places = List.copyOf(places);
    witnessKeys = List.copyOf(witnessKeys);
  }

  /**
   * One place. Has a file or an endpoint.
   *
   * @param name for messages; holds no secret
   * @param witness whether the endpoint is a witness
   */
  record Place(
      String name, boolean witness, @Nullable Path file, @Nullable HttpEndpoint endpoint) {}

  /** See {@link Anchors#parse}. */
  static AnchorSettings parse(String anchor, String witnessKey) throws AnchorSettingsException {
    List<Place> places = new ArrayList<>();
    boolean witness = false;
    for (String target : words(anchor)) {
      Place place = target.startsWith(FILE) ? file(target) : url(target);
      for (Place other : places) {
        if (other.equals(place)) {
          throw new AnchorSettingsException(ANCHOR + ": got `" + place.name() + "` twice");
        }
      }
      places.add(place);
      witness |= place.witness();
    }
    List<NoteVerifier> keys = keys(witnessKey);
    if (witness && keys.isEmpty()) {
      throw new AnchorSettingsException(
          ANCHOR + " has a witness and " + WITNESS_KEY + " is not set, wanted the witness's key");
    }
    if (!witness && !keys.isEmpty()) {
      throw new AnchorSettingsException(
          WITNESS_KEY + " is set and " + ANCHOR + " has no witness, wanted `witness:URL`");
    }
    return new AnchorSettings(places, keys);
  }

  private static Place file(String target) throws AnchorSettingsException {
    String path = target.substring(FILE.length());
    try {
      Path file = Path.of(path);
      if (file.getFileName() != null && !path.isEmpty() && !path.endsWith("/")) {
        return new Place(target, false, file, null);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new AnchorSettingsException(ANCHOR + ": got `" + target + "`, wanted `file:PATH`");
  }

  private static Place url(String target) throws AnchorSettingsException {
    boolean witness = target.startsWith(WITNESS);
    HttpEndpoint endpoint =
        HttpEndpoint.parse(witness ? target.substring(WITNESS.length()) : target);
    if (endpoint == null || (witness && endpoint.hasQuery())) {
      throw new AnchorSettingsException(
          ANCHOR
              + ": got `"
              + withoutSecrets(target)
              + "`, wanted `file:PATH`, `http(s)://HOST[:PORT][/PATH]` or `witness:http(s)://...`,"
              + " without user and password");
    }
    return new Place((witness ? WITNESS : "") + endpoint, witness, null, endpoint);
  }

  /** What stands before an {@code @} or after a question mark may be a password. */
  private static String withoutSecrets(String target) {
    int at = target.lastIndexOf('@');
    String shown = at < 0 ? target : "..." + target.substring(at);
    int query = shown.indexOf('?');
    return query < 0 ? shown : shown.substring(0, query) + "?...";
  }

  private static List<NoteVerifier> keys(String setting) throws AnchorSettingsException {
    List<NoteVerifier> keys = new ArrayList<>();
    for (String text : words(setting)) {
      try {
        NoteVerifier key = NoteVerifier.parse(text);
        if (key.type() != NoteVerifier.COSIGNATURE_V1) {
          throw new AnchorSettingsException(
              WITNESS_KEY + ": got `" + text + "`, wanted a key that cosigns (type 4)");
        }
        keys.add(key);
      } catch (NoteFormatException e) {
        throw new AnchorSettingsException(WITNESS_KEY + ": " + e.getMessage());
      }
    }
    return keys;
  }

  private static List<String> words(String setting) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    while (begin < setting.length()) {
      int end = setting.indexOf(' ', begin);
      int stop = end < 0 ? setting.length() : end;
      if (stop > begin) {
        words.add(setting.substring(begin, stop));
      }
      begin = stop + 1;
    }
    return words;
  }
}
