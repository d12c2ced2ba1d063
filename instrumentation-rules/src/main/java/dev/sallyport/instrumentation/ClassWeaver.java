package dev.sallyport.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class. The shape of the class stays as it is, so that loaded classes can be
 * retransformed: advice is inlined, and calls are replaced by calls.
 */
final class ClassWeaver {
  private final FrameworkLocator locator;
  private final List<ExpectedShape> expected;
  private final ClassLoader loader;
  private final String internalName;
  private final byte[] classFile;
  private @Nullable SharedTypes shared;
  private final Map<String, FrameworkLocator.Found> found = new HashMap<>();
  private String frameworks = "";
  private int places;

  ClassWeaver(
      FrameworkLocator locator,
      List<ExpectedShape> expected,
      ClassLoader loader,
      String internalName,
      byte[] classFile) {
    this.locator = locator;
    this.expected = expected;
    this.loader = loader;
    this.internalName = internalName;
    this.classFile = classFile;
  }

  /** Uses, and adds to, what is known of other classes that this loader sees. */
  void share(SharedTypes known) {
    shared = known;
  }

  /** The frameworks whose join points are in the class, with versions. */
  String frameworks() {
    return frameworks;
  }

  /** How many places were woven. */
  int places() {
    return places;
  }

  /**
   * The class with those of the candidates that are in it, or null if none is.
   *
   * @throws SignatureChangedException if the class is not what the join points were written for
   * @throws RuntimeException if it cannot be woven
   */
  byte @Nullable [] weave(List<JoinPoint> candidates) {
    List<JoinPoint> applicable = applicable(candidates);
    if (applicable.isEmpty() && !hasExpectedShape()) {
      return null; // the names are common, so this is the way of many classes
    }
    ClassSurvey survey = ClassSurvey.of(classFile);
    checkShape(survey);
    List<JoinPoint> bodies = new ArrayList<>();
    List<JoinPoint> calls = new ArrayList<>();
    for (JoinPoint candidate : applicable) {
      if (candidate.advice() == null) {
        calls.add(candidate);
      } else if (hasBody(survey, candidate)) {
        bodies.add(candidate);
      }
    }
    checkAlternatives(survey, applicable);
    CallReplacer replacer = new CallReplacer(calls, labels(calls));
    byte[] replaced = replacer.replaceIn(classFile);
    checkTaskRuns(calls, replacer);
    if (bodies.isEmpty() && replaced == null) {
      return null;
    }
    byte[] woven = replaced == null ? classFile : replaced;
    if (!bodies.isEmpty()) {
      woven = advise(bodies, woven);
    }
    places = bodies.size() + replacer.replaced();
    frameworks = String.join(", ", labelsOnce(bodies, calls));
    return woven;
  }

  private List<JoinPoint> applicable(List<JoinPoint> candidates) {
    List<JoinPoint> applicable = new ArrayList<>();
    for (JoinPoint candidate : candidates) {
      if (applies(candidate)) {
        applicable.add(candidate);
      }
    }
    return applicable;
  }

  private boolean hasExpectedShape() {
    for (ExpectedShape shape : expected) {
      if (shape.owner().equals(internalName)) {
        return true;
      }
    }
    return false;
  }

  private void checkShape(ClassSurvey survey) {
    for (ExpectedShape shape : expected) {
      if (shape.owner().equals(internalName)
          && shape.appliesTo(found(shape.framework()).version())) {
        String missing = survey.missing(shape);
        if (missing != null) {
          throw new SignatureChangedException(
              "signature changed in "
                  + found(shape.framework()).label(shape.framework())
                  + ": "
                  + missing);
        }
      }
    }
  }

  private FrameworkLocator.Found found(Framework framework) {
    FrameworkLocator.Found result = found.get(framework.name());
    if (result == null) {
      result = locator.find(loader, framework);
      found.put(framework.name(), result);
    }
    return result;
  }

  /**
   * A method that could be anybody's, or is another library's, counts only where the framework is.
   */
  private boolean applies(JoinPoint candidate) {
    return candidate.namesItsFramework() || found(candidate.framework()).visible();
  }

  private boolean hasBody(ClassSurvey survey, JoinPoint joinPoint) {
    boolean named = joinPoint.isNamedPlace();
    boolean has = hasBody(named ? survey.implemented : survey.bodies, joinPoint);
    if (!has && named && joinPoint.required()) {
      throw missing(joinPoint);
    }
    return has;
  }

  private static boolean hasBody(Set<String> bodies, JoinPoint joinPoint) {
    if (joinPoint.descriptor() != null) {
      return bodies.contains(joinPoint.method() + joinPoint.descriptor());
    }
    for (String body : bodies) {
      if (body.startsWith(joinPoint.method() + "(")) {
        return true;
      }
    }
    return false;
  }

  /** One of the descriptors that a method has in different versions must be there. */
  private void checkAlternatives(ClassSurvey survey, List<JoinPoint> applicable) {
    for (JoinPoint joinPoint : applicable) {
      boolean alternatives = false;
      boolean found = false;
      for (JoinPoint other : applicable) {
        if (isAlternative(joinPoint, other)) {
          alternatives |= other != joinPoint;
          found |= hasBody(survey.implemented, other);
        }
      }
      if (alternatives && !found) {
        throw missing(joinPoint);
      }
    }
  }

  private static boolean isAlternative(JoinPoint joinPoint, JoinPoint other) {
    return !joinPoint.required()
        && !other.required()
        && joinPoint.framework() != Framework.JDK
        && joinPoint.descriptor() != null
        && other.descriptor() != null
        && joinPoint.method().equals(other.method())
        && joinPoint.kind() == JoinPointKind.ANY_METHOD
        && other.kind() == JoinPointKind.ANY_METHOD;
  }

  private SignatureChangedException missing(JoinPoint joinPoint) {
    String descriptor = joinPoint.descriptor();
    return new SignatureChangedException(
        "signature changed in "
            + found(joinPoint.framework()).label(joinPoint.framework())
            + ": method `"
            + joinPoint.method()
            + (descriptor == null ? "" : descriptor)
            + "` is missing");
  }

  private void checkTaskRuns(List<JoinPoint> calls, CallReplacer replacer) {
    for (JoinPoint call : calls) {
      if (call.kind() == JoinPointKind.TASK_RUN && call.required() && !replacer.hasReplaced(call)) {
        throw missing(call);
      }
    }
  }

  private List<String> labels(List<JoinPoint> joinPoints) {
    List<String> labels = new ArrayList<>();
    for (JoinPoint joinPoint : joinPoints) {
      labels.add(found(joinPoint.framework()).label(joinPoint.framework()));
    }
    return labels;
  }

  private List<String> labelsOnce(List<JoinPoint> bodies, List<JoinPoint> calls) {
    List<String> labels = new ArrayList<>();
    for (String label : labels(bodies)) {
      if (!labels.contains(label)) {
        labels.add(label);
      }
    }
    for (String label : labels(calls)) {
      if (!labels.contains(label)) {
        labels.add(label);
      }
    }
    return labels;
  }

  private byte[] advise(List<JoinPoint> bodies, byte[] unadvised) {
    ClassFileLocator classFiles =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(internalName.replace('/', '.'), unadvised),
            ClassFileLocator.ForClassLoader.of(ClassWeaver.class.getClassLoader()),
            ClassFileLocator.ForClassLoader.of(loader));
    // Reads class files only: to load a class here could be to load the one that is being loaded.
    SharedTypes known = shared == null ? new SharedTypes() : shared;
    TypePool types =
        new TypePool.Default.WithLazyResolution(
            known.types(), classFiles, TypePool.Default.ReaderMode.FAST);
    TypeDescription type = types.describe(internalName.replace('/', '.')).resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .ignore(ElementMatchers.none())
            .decorate(type, classFiles);
    AsmVisitorWrapper.ForDeclaredMethods wrapper = new AsmVisitorWrapper.ForDeclaredMethods();
    for (JoinPoint joinPoint : bodies) {
      Advice advice = advice(joinPoint, known, types, classFiles);
      wrapper = wrapper.invokable(new BodyOf(joinPoint), advice);
    }
    return builder.visit(wrapper).make(types).getBytes();
  }

  private Advice advice(
      JoinPoint joinPoint, SharedTypes known, TypePool types, ClassFileLocator classFiles) {
    String label = found(joinPoint.framework()).label(joinPoint.framework());
    String className = String.valueOf(joinPoint.advice());
    Advice read = known.advice(className, label);
    if (read == null) {
      read =
          Advice.withCustomMapping()
              .bind(BoundFramework.class, label)
              .to(types.describe(className).resolve(), classFiles);
      known.advice(className, label, read);
    }
    return read;
  }

  /** Matches the methods of a join point that have a body, and an instance unless it is named. */
  private static final class BodyOf implements ElementMatcher<MethodDescription> {
    private final JoinPoint joinPoint;

    BodyOf(JoinPoint joinPoint) {
      this.joinPoint = joinPoint;
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
      return method != null
          && joinPoint.matches(method.getInternalName(), method.getDescriptor())
          && !method.isAbstract()
          && !method.isNative()
          && (joinPoint.isNamedPlace() || !method.isStatic());
    }
  }
}
