package dev.sallyport.instrumentation;

import java.util.List;

/**
 * Loads the JDK's classes that hold join points, without initialising them: what can't be woven in
 * them is then known at the start, and not when a tool runs.
 */
final class PlatformClasses {
  private PlatformClasses() {}

  static void load(List<JoinPoint> joinPoints) {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    for (JoinPoint joinPoint : joinPoints) {
      if (joinPoint.framework().isPlatform()) {
        try {
          Class.forName(joinPoint.owner().replace('/', '.'), false, platform);
        } catch (ClassNotFoundException | LinkageError notInThisVersion) {
          // It is woven should it ever load.
        }
      }
    }
  }
}
