package dev.sallyport.javaagent;

/** The {@code java -jar sallyport.jar} entry: runs the commands in the isolated loader. */
public final class SallyportCommand {
  private static final String MAIN = "dev.sallyport.cli.Main";

  private SallyportCommand() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) throws Exception {
    String jar =
        java.nio.file.Path.of(
                SallyportCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    IsolatedClassLoader isolated = IsolatedClassLoader.forCommands(jar);
    Thread.currentThread().setContextClassLoader(isolated);
    isolated.loadClass(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }
}
