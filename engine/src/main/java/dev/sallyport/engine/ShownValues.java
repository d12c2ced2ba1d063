package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call has at the paths of a condition, to show; decides nothing. */
final class ShownValues {
  /** A path with more values shows the first ones. */
  private static final int MAX_SHOWN = 5;

  private final CallView call;
  private final Object arguments;
  private final boolean hidden;

  /**
   * @param hidden whether the call's arguments and content are not known
   */
  ShownValues(CallView call, Object arguments, boolean hidden) {
    this.call = call;
    this.arguments = arguments;
    this.hidden = hidden;
  }

  /** All values of an operand; {@link NoValue} where there is none. */
  List<Object> of(Operand operand) {
    if (operand instanceof Operand.Literal literal) {
      return List.of(NumberLiteral.resolve(literal.value()));
    }
    if (operand instanceof Operand.Path path) {
      return at(path);
    }
    if (operand instanceof Operand.Call function && function.function() == Function.SIZE) {
      List<Object> sizes = new ArrayList<>();
      for (Object value : of(function.argument())) {
        sizes.add(size(value));
      }
      return sizes;
    }
    if (operand instanceof Operand.Time time) {
      return List.of(now(time));
    }
    return operand instanceof Operand.Call function ? of(function.argument()) : List.of();
  }

  /** As the engine reads it. */
  private Object now(Operand.Time time) {
    Value value = new Value();
    byte[] text = new byte[TimeFact.TEXT_BYTES];
    new TimeFact(time.field(), new ZoneClock(time.zone())).read(call.epochMillis(), text, value);
    if (time.field().isNumber()) {
      return BigDecimal.valueOf(value.unscaled());
    }
    int length = value.end() - value.start();
    return new String(value.bytes(), value.start(), length, StandardCharsets.US_ASCII);
  }

  private static Object size(Object value) {
    if (value instanceof String text) {
      return BigDecimal.valueOf(text.codePointCount(0, text.length()));
    }
    if (value instanceof List<?> list) {
      return BigDecimal.valueOf(list.size());
    }
    if (value instanceof Map<?, ?> map) {
      return BigDecimal.valueOf(map.size());
    }
    return value == NoValue.MISSING ? value : NoValue.ERROR;
  }

  private List<Object> at(Operand.Path path) {
    return switch (path.root().word) {
      case "args" -> ArgumentTree.at(arguments, path.segments());
      case "tool" -> one(call.tool());
      case "action" -> action();
      case "agent" -> one(call.agent());
      case "session" -> one(call.session());
      case "content" -> one(call.content());
      case "http" -> http(HttpFact.of(path));
      default -> List.of();
    };
  }

  private List<Object> action() {
    Object action = arguments instanceof Map<?, ?> map ? map.get("action") : null;
    String tool = String.valueOf(call.tool());
    return action instanceof String ? List.of(action, tool) : List.of(tool);
  }

  private List<Object> http(@Nullable HttpFact fact) {
    HttpRequestView request = call.request();
    if (fact == null || request == null) {
      return one(null);
    }
    if (!fact.isNumber) {
      return one(fact.text(request));
    }
    int number = fact.number(request);
    return number < 0 ? one(null) : List.of(BigDecimal.valueOf(number));
  }

  private static List<Object> one(@Nullable String text) {
    return List.of(text == null ? NoValue.MISSING : text);
  }

  /** How many values of an operand {@link #show} leaves out. */
  int more(Operand operand) {
    return operand instanceof Operand.Literal || isHidden(operand)
        ? 0
        : Math.max(0, of(operand).size() - MAX_SHOWN);
  }

  /** The first values of an operand; none of a literal. */
  List<FoundValue> show(Operand operand) {
    if (operand instanceof Operand.Literal) {
      return List.of();
    }
    List<FoundValue> shown = new ArrayList<>();
    if (operand instanceof Operand.Call function) {
      shown.addAll(show(function.argument()));
    }
    String path = ExpressionText.of(operand);
    if (isHidden(operand)) {
      shown.add(new FoundValue(path, "unknown", ""));
      return shown;
    }
    boolean lower = operand instanceof Operand.Call call && call.function() == Function.LOWER;
    List<Object> values = lower ? List.of() : of(operand);
    for (int at = 0; at < Math.min(values.size(), MAX_SHOWN); at++) {
      Object value = values.get(at);
      shown.add(new FoundValue(path, type(value), text(value)));
    }
    return shown;
  }

  private boolean isHidden(Operand operand) {
    return hidden && HiddenArguments.reads(operand);
  }

  static String type(Object value) {
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof BigDecimal) {
      return "number";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof List<?>) {
      return "list";
    }
    if (value instanceof Map<?, ?>) {
      return "object";
    }
    return value == NoValue.NULL ? "null" : value == NoValue.MISSING ? "missing" : "misfit";
  }

  static String text(Object value) {
    if (value == NoValue.MISSING || value == NoValue.ERROR) {
      return "";
    }
    String json = ArgumentTree.write(value);
    if (json.length() <= FoundValue.MAX_CHARACTERS) {
      return json;
    }
    int end = FoundValue.MAX_CHARACTERS;
    end -= Character.isHighSurrogate(json.charAt(end - 1)) ? 1 : 0;
    return json.substring(0, end) + "...";
  }
}
