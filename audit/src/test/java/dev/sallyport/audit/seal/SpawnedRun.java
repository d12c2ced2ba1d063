package dev.sallyport.audit.seal;

import java.nio.file.Path;

/**
 * A process that writes one sealed run. Arguments: the root, how many records, and whether to go on
 * until it is killed.
 */
final class SpawnedRun {
  private SpawnedRun() {}

  public static void main(String[] arguments) throws Exception {
    int records = Integer.parseInt(arguments[1]);
    SealedLog log = SealedLog.begin(Path.of(arguments[0]));
    log.append(records);
    log.awaitSealed();
    if (arguments[2].equals("end")) {
      log.end();
      System.out.println("ended " + SealFiles.name(log.folder));
      return;
    }
    System.out.println("sealed " + SealFiles.name(log.folder));
    while (true) {
      log.append(records);
    }
  }
}
