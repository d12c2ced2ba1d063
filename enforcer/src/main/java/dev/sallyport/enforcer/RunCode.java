package dev.sallyport.enforcer;

import java.io.IOException;

/**
 * Code that is about to be taken into the process: a native library, or text for a compiler or a
 * script engine.
 *
 * @param subject the library's name or path, or what compiles or runs the text
 */
record RunCode(boolean isNative, String subject) implements Contained {
  static RunCode nativeLibrary(Object library) {
    return new RunCode(true, library.toString());
  }

  static RunCode script(Object engine) {
    return new RunCode(false, engine instanceof Class<?> type ? type.getName() : engine.toString());
  }

  @Override
  public boolean permittedBy(Box box) throws IOException {
    return isNative
        ? box.policy().nativeCode() || JvmFiles.isOwnLibrary(subject)
        : box.policy().scripts();
  }
}
