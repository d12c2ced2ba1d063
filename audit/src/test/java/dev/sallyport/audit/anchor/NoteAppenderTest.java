package dev.sallyport.audit.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.note.NoteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteAppenderTest {
  @TempDir Path folder;
  private final SealedLog log = new SealedLog();

  private byte[] note(int size) throws Exception {
    return log.seal(size).note().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void notesStandOneAfterTheOther() throws Exception {
    Path file = folder.resolve("anchor");
    new NoteAppender(file).append(note(1));
    new NoteAppender(file).append(note(2));

    NoteFile notes = NoteFile.parse(Files.readAllBytes(file));
    assertThat(notes.entries()).hasSize(2);
    assertThat(notes.end()).isEqualTo((int) Files.size(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatWasThereStays() throws Exception {
    Path file = folder.resolve("anchor");
    String before = "something else, cut";
    Files.writeString(file, before);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    new NoteAppender(file).append(note(3));

    assertThat(Files.readString(file)).isEqualTo(before + "\n" + log.seal(3).note());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as("its owner decided who reads it")
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void aFileThatWasMovedAwayBeginsAnew() throws Exception {
    Path file = folder.resolve("anchor");
    NoteAppender appender = new NoteAppender(file);
    appender.append(note(1));
    Files.move(file, folder.resolve("anchor.1"));
    appender.append(note(2));
    assertThat(Files.readString(file)).isEqualTo(log.seal(2).note());
  }
}
