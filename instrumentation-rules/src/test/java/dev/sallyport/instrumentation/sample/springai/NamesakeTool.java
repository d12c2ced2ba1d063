package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;

/** A tool that calls another one of the same name, with a literal that is the same object. */
public final class NamesakeTool extends OwnTool {
  @Override
  public String call(String input) {
    return Bodies.ran("outer", input) + ", " + new OwnTool().call("{}");
  }

  @Override
  public String get() {
    return call("{}");
  }
}
