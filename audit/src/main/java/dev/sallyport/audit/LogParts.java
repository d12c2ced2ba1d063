package dev.sallyport.audit;

import dev.sallyport.audit.store.ChronicleStore;
import java.nio.file.Path;

/** What a log is made of; created on the thread that opens it, to keep it off the start path. */
class LogParts {
  ChronicleStore openStore(Path folder) {
    return ChronicleStore.open(folder);
  }

  RecordEncoder encoder() {
    return new RecordEncoder();
  }
}
