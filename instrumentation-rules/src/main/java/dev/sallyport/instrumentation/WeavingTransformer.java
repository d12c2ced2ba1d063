package dev.sallyport.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes that hold join points as they load or are retransformed. Thread-safe and
 * re-entrant: it shares no mutable state between classes. All but the prefilter is left to {@link
 * ClassWeaver}, which is not loaded before a class matches.
 */
final class WeavingTransformer implements ClassFileTransformer {
  /** What a class becomes that must not run; null in observe mode, where it stays as it is. */
  private final byte @Nullable [] unusable;

  private final WeavingListener listener;
  private final @Nullable ClassLoader platform = ClassLoader.getPlatformClassLoader();
  private final @Nullable ClassLoader own = WeavingTransformer.class.getClassLoader();
  private final ClassFileHeader header;
  private final JoinPoint[] anywhere;
  private final long[] anywhereBits;
  private final Map<String, List<JoinPoint>> byOwner = new HashMap<>();
  private final List<ExpectedShape> expected;
  private final FrameworkLocator locator = new FrameworkLocator();
  private final boolean namedAnywhere;

  /** While many of the JDK's classes are woven at once; null otherwise. */
  private volatile @Nullable SharedTypes platformTypes;

  WeavingTransformer(
      List<JoinPoint> joinPoints,
      List<ExpectedShape> expected,
      boolean failClosed,
      WeavingListener listener) {
    this(joinPoints, expected, failClosed, false, listener);
  }

  /**
   * Weaves join points.
   *
   * @param namedAnywhere whether the owners of join points are woven whatever loader they come
   *     from, the JDK's included
   */
  WeavingTransformer(
      List<JoinPoint> joinPoints,
      List<ExpectedShape> expected,
      boolean failClosed,
      boolean namedAnywhere,
      WeavingListener listener) {
    this.namedAnywhere = namedAnywhere;
    this.expected = expected;
    this.unusable = failClosed ? UnusableClass.bytes() : null;
    this.listener = listener;
    List<String> watched = new ArrayList<>();
    List<JoinPoint> inAnyClass = new ArrayList<>();
    for (JoinPoint joinPoint : joinPoints) {
      if (joinPoint.inAnyClass()) {
        inAnyClass.add(joinPoint);
      } else {
        ownedBy(joinPoint.owner()).add(joinPoint);
      }
    }
    anywhere = inAnyClass.toArray(new JoinPoint[0]);
    anywhereBits = new long[anywhere.length];
    for (int i = 0; i < anywhere.length; i++) {
      anywhereBits[i] = bit(watched, anywhere[i].method()) | bit(watched, anywhere[i].descriptor());
    }
    for (ExpectedShape shape : expected) {
      ownedBy(shape.owner());
    }
    header = new ClassFileHeader(watched.toArray(new String[0]));
  }

  private List<JoinPoint> ownedBy(String owner) {
    List<JoinPoint> owned = byOwner.get(owner);
    if (owned == null) {
      owned = new ArrayList<>();
      byOwner.put(owner, owned);
    }
    return owned;
  }

  /** The bits of {@code string} in the header's set, watching for it from now on. */
  private static long bit(List<String> watched, @Nullable String string) {
    if (string == null) {
      throw new IllegalArgumentException("a join point in any class needs a descriptor");
    }
    int index = watched.indexOf(string);
    if (index < 0) {
      index = watched.size();
      watched.add(string);
    }
    return 1L << index;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (!concerns(loader, internalName)) {
      return null;
    }
    try {
      List<JoinPoint> owned = internalName == null ? null : byOwner.get(internalName);
      long mentioned = header.mentionedIn(classFile);
      if (owned == null && !anyMentioned(mentioned)) {
        return null;
      }
      return weave(
          loader == null ? ClassLoader.getSystemClassLoader() : loader,
          internalName == null ? "?" : internalName,
          classFile,
          owned,
          mentioned);
    } catch (Throwable failure) {
      // No stack or memory left: what this class is cannot be told, so it must not load now.
      // Nothing
      // is called here, for a call could fail in the same way and the JVM would load the class.
      return unusable;
    }
  }

  private boolean concerns(@Nullable ClassLoader loader, @Nullable String internalName) {
    if (namedAnywhere && internalName != null && byOwner.containsKey(internalName)) {
      return loader != own;
    }
    return loader == null ? isForeign(internalName) : watches(loader);
  }

  /**
   * Whether a class of the boot loader is not the JDK's, but put there by an option or an agent.
   */
  private static boolean isForeign(@Nullable String internalName) {
    return internalName != null
        && !internalName.startsWith("java/")
        && !internalName.startsWith("jdk/")
        && !internalName.startsWith("sun/")
        && !internalName.startsWith("com/sun/")
        && !internalName.startsWith("dev/sallyport/bootstrap/");
  }

  /** Keeps what is read of the JDK's classes from one of them to the next, or no longer. */
  void sharePlatformTypes(boolean share) {
    platformTypes = share ? new SharedTypes() : null;
  }

  /** Whether classes of this loader are woven at all. */
  boolean watches(ClassLoader loader) {
    return loader != platform && loader != own;
  }

  /** Whether this loader finds the marker class of any framework. */
  boolean seesFramework(ClassLoader loader) {
    for (JoinPoint joinPoint : anywhere) {
      if (locator.find(loader, joinPoint.framework()).visible()) {
        return true;
      }
    }
    return false;
  }

  private boolean anyMentioned(long mentioned) {
    for (long bits : anywhereBits) {
      if ((mentioned & bits) == bits) {
        return true;
      }
    }
    return false;
  }

  private byte @Nullable [] weave(
      ClassLoader loader,
      String internalName,
      byte[] classFile,
      @Nullable List<JoinPoint> owned,
      long mentioned) {
    try {
      List<JoinPoint> candidates = new ArrayList<>();
      if (owned != null) {
        candidates.addAll(owned);
      }
      for (int i = 0; i < anywhere.length; i++) {
        if ((mentioned & anywhereBits[i]) == anywhereBits[i]) {
          candidates.add(anywhere[i]);
        }
      }
      ClassWeaver weaver = new ClassWeaver(locator, expected, loader, internalName, classFile);
      SharedTypes known = platformTypes;
      if (known != null && loader == ClassLoader.getSystemClassLoader()) {
        weaver.share(known);
      }
      byte[] woven = weaver.weave(candidates);
      if (woven != null) {
        listener.woven(loader, binaryName(internalName), weaver.frameworks(), weaver.places());
      }
      return woven;
    } catch (Throwable failure) {
      return refuse(internalName, failure);
    }
  }

  private byte @Nullable [] refuse(String internalName, Throwable failure) {
    try {
      String reason =
          failure instanceof SignatureChangedException && failure.getMessage() != null
              ? failure.getMessage()
              : "could not be woven: " + failure;
      listener.failed(binaryName(internalName), reason, failure);
    } catch (Throwable unheard) {
      failure.addSuppressed(unheard); // the class must still not run
    }
    return unusable;
  }

  private static String binaryName(String internalName) {
    return internalName.replace('/', '.');
  }
}
