package dev.sallyport.cli.export;

/** One entry of a log as a line of text. */
public interface RecordLine {
  /** What stands before the first line, with its line's end; empty if nothing does. */
  default String header() {
    return "";
  }

  /**
   * The entry as a line, with its end.
   *
   * @param json the entry as a JSON object
   * @param place where it is from
   */
  String line(String json, Place place);

  /**
   * Where an entry is from.
   *
   * @param source name of the run's tree, or what stands in for it
   * @param id unique within {@code source}
   */
  record Place(String source, String id) {}
}
