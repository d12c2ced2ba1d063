package dev.sallyport.benchmarks.log;

import java.nio.file.Path;

/** The logs that are measured. */
enum LogKind {
  NONE("nothing (the clock)"),
  CHRONICLE("Chronicle Queue, raw bytes"),
  SALLYPORT("Sallyport"),
  SQLITE("SQLite, WAL"),
  MVSTORE("H2 MVStore"),
  LOGBACK("Logback, async file"),
  HASH_CHAIN("hash-chained JSON lines");

  private final String title;

  LogKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  MeasuredLog open(Path folder) throws Exception {
    return switch (this) {
      case NONE -> new NoLog();
      case CHRONICLE -> new RawChronicleLog(folder);
      case SALLYPORT -> new SallyportLog(folder);
      case SQLITE -> new SqliteLog(folder);
      case MVSTORE -> new MvStoreLog(folder);
      case LOGBACK -> new LogbackLog(folder);
      case HASH_CHAIN -> new HashChainLog(folder);
    };
  }
}
