package dev.sallyport.instrumentation.sample.springai;

import java.util.function.Supplier;

/** Has the method of a tool, and is none. */
public final class NotATool implements Supplier<String> {
  String call(String input) {
    return "called " + input;
  }

  @Override
  public String get() {
    return call("home");
  }
}
