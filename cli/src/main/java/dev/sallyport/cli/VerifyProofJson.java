package dev.sallyport.cli;

import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.cli.prove.CheckedProof;
import dev.sallyport.cli.prove.Cosignature;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What {@code verify-proof --json} writes; {@code docs/proofs.md} lists the fields. */
final class VerifyProofJson {
  private VerifyProofJson() {}

  static String refusal(String result, String reason) {
    return JsonText.object(
        json -> {
          json.writeStringProperty("result", result);
          json.writeStringProperty("reason", reason);
        });
  }

  static String of(CheckedProof proof) {
    List<String> keys = new ArrayList<>();
    for (NoteVerifier key : proof.keys()) {
      keys.add(key.text());
    }
    return JsonText.object(
        json -> {
          json.writeStringProperty("result", proof.open().isEmpty() ? "proved" : "open");
          JsonText.strings(json, "open", proof.open());
          json.writeStringProperty("origin", proof.checkpoint().origin());
          json.writeNumberProperty("leaf_index", proof.proof().index());
          json.writeNumberProperty("size", proof.checkpoint().size());
          json.writeStringProperty("root", HexFormat.of().formatHex(proof.checkpoint().root()));
          JsonText.strings(json, "keys", keys);
          json.writeArrayPropertyStart("cosignatures");
          for (Cosignature cosignature : proof.cosignatures()) {
            json.writeStartObject();
            json.writeStringProperty("key", cosignature.key().text());
            Long seconds = cosignature.seconds();
            if (seconds == null) {
              json.writeNullProperty("time");
            } else {
              json.writeNumberProperty("time", seconds);
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeName("record");
          json.writeRawValue(new EntryJson(run(proof)).of(proof.record()));
        });
  }

  /** The name of the run's folder is not in a bare proof; the boot id is in every record. */
  private static String run(CheckedProof proof) {
    String run = proof.run();
    return run == null ? HexFormat.of().toHexDigits(proof.record().bootId()) : run;
  }
}
