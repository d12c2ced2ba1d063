package dev.sallyport.cli;

/** Colours of a terminal, by ECMA-48 SGR sequences; or none. Immutable. */
final class Paint {
  private static final String RESET = "\u001b[0m";

  private final boolean on;

  Paint(boolean on) {
    this.on = on;
  }

  String green(String text) {
    return paint("\u001b[32m", text);
  }

  String red(String text) {
    return paint("\u001b[31m", text);
  }

  String yellow(String text) {
    return paint("\u001b[33m", text);
  }

  String dim(String text) {
    return paint("\u001b[2m", text);
  }

  private String paint(String start, String text) {
    return on ? start + text + RESET : text;
  }
}
