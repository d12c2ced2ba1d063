package dev.sallyport.cli;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whether standard output is a terminal that shows colours. */
final class Terminal {
  private Terminal() {}

  /** True on a terminal unless {@code NO_COLOR} (no-color.org) is set or {@code TERM} is dumb. */
  static boolean isColored(Map<String, String> environment) {
    return isTerminal(System.console()) && allowsColor(environment);
  }

  static boolean allowsColor(Map<String, String> environment) {
    String noColor = environment.get("NO_COLOR");
    return (noColor == null || noColor.isEmpty()) && !"dumb".equals(environment.get("TERM"));
  }

  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there can be a console without a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
