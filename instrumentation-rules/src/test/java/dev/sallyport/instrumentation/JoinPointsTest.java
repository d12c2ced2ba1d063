package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinPointsTest {
  private static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>(JoinPoints.all());
    all.addAll(ContainmentJoinPoints.all());
    return all;
  }

  @Test
  void eachAdviceIsAClassWithAdvice() throws ClassNotFoundException {
    for (JoinPoint joinPoint : all()) {
      if (joinPoint.advice() == null) {
        continue;
      }
      List<java.lang.reflect.Method> advice = new ArrayList<>();
      for (var method : Class.forName(joinPoint.advice()).getDeclaredMethods()) {
        if (method.isAnnotationPresent(Advice.OnMethodEnter.class)
            || method.isAnnotationPresent(Advice.OnMethodExit.class)) {
          advice.add(method);
        }
      }
      assertThat(advice).as(joinPoint.advice()).isNotEmpty();
    }
  }

  @Test
  void noAdviceSwallowsWhatItThrows() throws ClassNotFoundException {
    for (JoinPoint joinPoint : all()) {
      if (joinPoint.advice() == null) {
        continue;
      }
      for (var method : Class.forName(joinPoint.advice()).getDeclaredMethods()) {
        Advice.OnMethodEnter enter = method.getAnnotation(Advice.OnMethodEnter.class);
        Advice.OnMethodExit exit = method.getAnnotation(Advice.OnMethodExit.class);
        assertThat(enter == null || enter.suppress().getSimpleName().equals("NoExceptionHandler"))
            .as(method.toString())
            .isTrue();
        assertThat(exit == null || exit.suppress().getSimpleName().equals("NoExceptionHandler"))
            .as(method.toString())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"langchain4j, 1.19.0", "spring-ai, 2.0.1"})
  void theNewestFrameworksHaveTheShapesThatAreExpected(String framework, String version) {
    for (ExpectedShape shape : JoinPoints.expected()) {
      if (shape.framework().name().equals(framework) && shape.appliesTo(version)) {
        byte[] classFile = new WeavingLoader(true).original(shape.owner().replace('/', '.'));
        assertThat(ClassSurvey.of(classFile).missing(shape)).as(shape.toString()).isNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.5.0, 1.6.0, -1",
    "1.6.0, 1.6.0, 0",
    "1.6, 1.6.0, 0",
    "1.16.1-beta26, 1.6.0, 1",
    "1.0.0-beta5, 1.0.0, 0",
    "0.36.2, 1.0.0, -1",
    "1.99999999999, 1.1, -1"
  })
  void versionsCompareByTheirLeadingNumbers(String left, String right, int sign) {
    assertThat(Integer.signum(ExpectedShape.compare(left, right))).isEqualTo(sign);
  }
}
