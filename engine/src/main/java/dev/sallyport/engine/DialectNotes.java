package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** What a document of another dialect means elsewhere: a line for each construct. */
final class DialectNotes {
  private final String file;
  private final PolicyAssembly assembly;
  private final @Nullable DialectNotes target;

  /** Where each construct is first, by the note's position; null before the first note. */
  private @Nullable YamlNode @Nullable [] places;

  DialectNotes(String file, PolicyAssembly assembly) {
    this.file = file;
    this.assembly = assembly;
    this.target = null;
  }

  /** Notes that count once they are published. */
  DialectNotes(DialectNotes target) {
    this.file = target.file;
    this.assembly = target.assembly;
    this.target = target;
  }

  /** Adds a warning at {@code at} unless the document has one like it. */
  void add(YamlNode at, DialectNote note) {
    @Nullable YamlNode[] known = places;
    if (known == null) {
      known = new @Nullable YamlNode[DialectNote.count()];
      places = known;
    }
    if (known[note.ordinal()] == null) {
      known[note.ordinal()] = at;
      if (target == null) {
        assembly.warning(new PolicyProblem(file, at.line(), at.column(), note.message));
      }
    }
  }

  /** Adds them all to the notes that they were made for. */
  void publish() {
    @Nullable YamlNode[] known = places;
    for (int at = 0; known != null && target != null && at < known.length; at++) {
      YamlNode place = known[at];
      if (place != null) {
        target.add(place, DialectNote.at(at));
      }
    }
  }
}
