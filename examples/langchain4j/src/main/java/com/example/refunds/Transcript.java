package com.example.refunds;

/** Prints the conversation: who said what, which tool bodies ran, and what the model was told. */
final class Transcript {

  private Transcript() {}

  static void customer(String text) {
    System.out.println();
    line("customer", text);
  }

  /** Called from inside a tool's body, so a line means that the body ran. */
  static void toolRan(String call) {
    line("tool ran", call);
  }

  /** Called by the scripted model with the tool result that arrived over HTTP. */
  static void modelRead(String tool, String result) {
    line("model read", tool + ": " + result.replace("\n", " | "));
  }

  static void assistant(String text) {
    line("assistant", text);
  }

  /** Starts a line whose text arrives in parts. */
  static void assistantStarts() {
    System.out.print(label("assistant"));
  }

  static void assistantContinues(String part) {
    System.out.print(part);
    System.out.flush();
  }

  static void assistantEnds() {
    System.out.println();
  }

  private static void line(String who, String text) {
    System.out.println(label(who) + text);
  }

  private static String label(String who) {
    return who + " ".repeat(12 - who.length());
  }
}
