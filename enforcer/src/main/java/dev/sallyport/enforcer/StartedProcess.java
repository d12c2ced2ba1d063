package dev.sallyport.enforcer;

import java.io.IOException;
import java.util.List;

/** A process that is about to be started. */
record StartedProcess(String command) implements Contained {
  static StartedProcess of(Object subject) {
    String first = ((String[]) subject)[0];
    return new StartedProcess(first);
  }

  @Override
  public boolean permittedBy(Box box) throws IOException {
    List<String> listed = box.policy().processes();
    return listed == null || Executables.isListed(command, listed);
  }

  @Override
  public String subject() {
    return command;
  }

  @Override
  public boolean isNoted() {
    return true;
  }
}
