package dev.sallyport.audit.anchor;

import dev.sallyport.audit.note.Cosignature;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Speaks the protocol of a witness. Used by one thread. */
final class WitnessClient {
  static final int CONFLICT = 409;

  private final HttpEndpoint endpoint;
  private final HttpPost http;
  private final List<NoteVerifier> keys;

  /** Of the witness at {@code endpoint}, which signs with one of {@code keys}. */
  WitnessClient(HttpEndpoint endpoint, HttpPost http, List<NoteVerifier> keys) {
    this.endpoint = endpoint;
    this.http = http;
    this.keys = List.copyOf(keys);
  }

  HttpReply addCheckpoint(long oldSize, List<byte[]> proof, String note) throws IOException {
    return http.post(endpoint.below(AddCheckpoint.PATH), AddCheckpoint.body(oldSize, proof, note));
  }

  HttpReply addEpoch(EpochCertificate epoch) throws IOException {
    return http.post(endpoint.below(EpochCertificate.PATH), epoch.note().bytes());
  }

  HttpReply addKey(AddKey key) throws IOException {
    return http.post(endpoint.below(AddKey.PATH), key.body());
  }

  /**
   * The number that a conflict was answered with, or -1 if it was answered otherwise.
   *
   * @param type of the content that such an answer has
   */
  static long conflict(HttpReply reply, String type) {
    String body = reply.text();
    if (reply.status() != CONFLICT || !reply.contentType().equals(type) || !body.endsWith("\n")) {
      return -1;
    }
    try {
      return NoteText.parseDecimal(body.substring(0, body.length() - 1));
    } catch (NoteFormatException e) {
      return -1;
    }
  }

  /**
   * {@code note} with the good cosignatures of the known keys in {@code reply}.
   *
   * @throws AnchorException if there is none
   */
  SignedNote cosigned(SignedNote note, HttpReply reply) throws AnchorException {
    List<NoteSignature> all = new ArrayList<>(note.signatures());
    for (NoteSignature line : lines(reply)) {
      for (NoteVerifier key : keys) {
        if (Cosignature.verify(note.text(), line, key) != null) {
          all.add(line);
        }
      }
    }
    if (all.size() == note.signatures().size()) {
      throw AnchorException.failed(
          "it returned no good cosignature by a key of the setting audit.witness_key");
    }
    return new SignedNote(note.text(), all);
  }

  private static List<NoteSignature> lines(HttpReply reply) throws AnchorException {
    List<NoteSignature> lines = new ArrayList<>();
    try {
      String text = NoteText.decodeUtf8(reply.body(), 0, reply.body().length);
      int begin = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        lines.add(NoteSignature.parse(text.substring(begin, end)));
        begin = end + 1;
      }
      if (begin == text.length()) {
        return lines;
      }
    } catch (NoteFormatException e) {
      // Said below.
    }
    throw AnchorException.failed("it returned something else than signature lines");
  }
}
