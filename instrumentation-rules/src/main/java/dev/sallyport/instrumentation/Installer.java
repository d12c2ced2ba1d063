package dev.sallyport.instrumentation;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the join points in place: registers the transformer, and weaves what was loaded before it.
 * The bridge ({@code dev.sallyport.bootstrap}) must be in the boot class loader already.
 */
public final class Installer {
  private final Instrumentation instrumentation;
  private final List<JoinPoint> joinPoints;
  private final Outcomes outcomes;
  private final WeavingTransformer transformer;

  private Installer(
      Instrumentation instrumentation,
      List<JoinPoint> joinPoints,
      List<ExpectedShape> expected,
      boolean failClosed,
      boolean namedAnywhere,
      WeavingListener listener) {
    this.instrumentation = instrumentation;
    this.joinPoints = joinPoints;
    outcomes = new Outcomes(listener);
    transformer = new WeavingTransformer(joinPoints, expected, failClosed, namedAnywhere, outcomes);
  }

  /**
   * Installs every join point of {@link ContainmentJoinPoints}, in the JDK, too; to be called once,
   * when a policy comes into force that is about requests or boxes.
   *
   * @param failClosed as for {@link #install}
   * @param listener hears what happens to each class, now and later
   * @return what became of the classes that were loaded already
   */
  public static InstallReport installContainment(
      Instrumentation instrumentation, boolean failClosed, WeavingListener listener) {
    List<JoinPoint> joinPoints = ContainmentJoinPoints.all();
    Installer installer =
        new Installer(instrumentation, joinPoints, List.of(), failClosed, true, listener);
    PlatformClasses.load(joinPoints);
    installer.transformer.sharePlatformTypes(true);
    instrumentation.addTransformer(installer.transformer, true);
    InstallReport report = installer.reweaveNamed();
    installer.transformer.sharePlatformTypes(false);
    installer.outcomes.loading = null;
    return report;
  }

  /** All at once, because the JVM stops for each time it is asked. */
  private InstallReport reweaveNamed() {
    List<String> rewoven = new ArrayList<>();
    List<String> unguarded = new ArrayList<>();
    LoadedClasses loaded = new LoadedClasses(joinPoints, transformer);
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!type.isArray()
          && type.getClassLoader() != Installer.class.getClassLoader()
          && loaded.holdsJoinPoints(type)) {
        found.add(type);
      }
    }
    if (!reweaveTogether(found, rewoven)) {
      for (Class<?> type : found) {
        reweave(type, loaded, rewoven, unguarded);
      }
    }
    return new InstallReport(List.copyOf(rewoven), List.copyOf(unguarded));
  }

  /** False if anything went wrong: then it is to be found out with which class. */
  private boolean reweaveTogether(List<Class<?>> types, List<String> rewoven) {
    Outcomes.Seen seen = new Outcomes.Seen();
    outcomes.loading = seen;
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      return false;
    }
    rewoven.addAll(seen.woven);
    return seen.failed.isEmpty();
  }

  /**
   * Installs every join point of {@link JoinPoints}.
   *
   * @param failClosed whether a class that cannot be woven must not run (enforce mode); otherwise
   *     it is left as it is
   * @param listener hears what happens to each class, now and later
   * @return what became of the classes that were loaded already
   */
  public static InstallReport install(
      Instrumentation instrumentation, boolean failClosed, WeavingListener listener) {
    return install(instrumentation, JoinPoints.all(), JoinPoints.expected(), failClosed, listener);
  }

  static InstallReport install(
      Instrumentation instrumentation,
      List<JoinPoint> joinPoints,
      List<ExpectedShape> expected,
      boolean failClosed,
      WeavingListener listener) {
    Installer installer =
        new Installer(instrumentation, joinPoints, expected, failClosed, false, listener);
    instrumentation.addTransformer(installer.transformer, true);
    InstallReport report = installer.reweaveLoaded();
    installer.outcomes.loading = null;
    return report;
  }

  private InstallReport reweaveLoaded() {
    List<String> rewoven = new ArrayList<>();
    List<String> unguarded = new ArrayList<>();
    LoadedClasses loaded = new LoadedClasses(joinPoints, transformer);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (loaded.mayHoldJoinPoints(type)) {
        reweave(type, loaded, rewoven, unguarded);
      }
    }
    return new InstallReport(List.copyOf(rewoven), List.copyOf(unguarded));
  }

  private void reweave(
      Class<?> type, LoadedClasses loaded, List<String> rewoven, List<String> unguarded) {
    String name = type.getName();
    if (!instrumentation.isModifiableClass(type)) {
      if (loaded.runsTools(type)) {
        unguarded.add(name + ": the JVM does not let this loaded class be woven");
      }
      return;
    }
    Outcomes.Seen seen = new Outcomes.Seen();
    outcomes.loading = seen;
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
      seen.failed.putIfAbsent(name, "could not be retransformed: " + failure);
    }
    String reason = seen.failed.get(name);
    if (reason != null) {
      unguarded.add(name + ": " + reason);
    } else if (seen.woven.contains(name)) {
      rewoven.add(name);
    }
  }

  /** Passes on to the listener, and notes what happens to loaded classes. */
  private static final class Outcomes implements WeavingListener {
    private final WeavingListener listener;
    private volatile @Nullable Seen loading;

    Outcomes(WeavingListener listener) {
      this.listener = listener;
    }

    @Override
    public void woven(ClassLoader loader, String className, String framework, int places) {
      Seen seen = loading;
      if (seen != null) {
        seen.woven.add(className);
      }
      listener.woven(loader, className, framework, places);
    }

    @Override
    public void failed(String className, String reason, Throwable cause) {
      Seen seen = loading;
      if (seen != null) {
        seen.failed.put(className, reason);
      }
      listener.failed(className, reason, cause);
    }

    static final class Seen {
      final Set<String> woven = ConcurrentHashMap.newKeySet();
      final ConcurrentHashMap<String, String> failed = new ConcurrentHashMap<>();
    }
  }

  /** Tells which loaded classes are worth a retransformation. */
  private static final class LoadedClasses {
    private final Set<String> owners = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final WeavingTransformer transformer;

    LoadedClasses(List<JoinPoint> joinPoints, WeavingTransformer transformer) {
      this.transformer = transformer;
      for (JoinPoint joinPoint : joinPoints) {
        Set<String> places = joinPoint.isNamedPlace() ? named : owners;
        places.add(joinPoint.owner().replace('/', '.'));
      }
    }

    /** Whether the class is named itself, or a supertype's methods are join points in any class. */
    boolean holdsJoinPoints(Class<?> type) {
      return named.contains(type.getName()) || runsTools(type);
    }

    /** Cheap for the JDK's classes and the javaagent's, which is all there is in a usual start. */
    boolean mayHoldJoinPoints(Class<?> type) {
      ClassLoader loader = type.getClassLoader();
      if (loader == null) {
        return owners.contains(type.getName());
      }
      return transformer.watches(loader)
          && !type.isArray()
          && !type.getName().startsWith("dev.sallyport.javaagent.")
          && transformer.seesFramework(loader);
    }

    /** Whether the class is, or has as a supertype, the owner of a join point. */
    boolean runsTools(Class<?> type) {
      for (Class<?> at = type; at != null; at = at.getSuperclass()) {
        if (owners.contains(at.getName())) {
          return true;
        }
        for (Class<?> implemented : at.getInterfaces()) {
          if (runsTools(implemented)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
