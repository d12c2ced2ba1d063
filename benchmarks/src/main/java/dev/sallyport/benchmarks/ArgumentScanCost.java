package dev.sallyport.benchmarks;

import dev.sallyport.engine.arguments.ArgumentPaths;
import dev.sallyport.engine.arguments.ArgumentScan;
import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reading three arguments out of a call's JSON text and checking all of it, beside Jackson's
 * streaming parser, which here looks for no duplicate keys and at no surrogates. Every invocation
 * takes another text. All must find the same amount.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.lang=ALL-UNNAMED")
public class ArgumentScanCost {
  /** Characters, and what most of them are. */
  @Param({"175", "2048-text", "2048-structured", "65536-text", "65536-structured"})
  public String size = "175";

  private final ArgumentScan scan = new ArgumentScan(1 << 20, 64, 50_000);
  private final ArgumentPaths paths;
  private final int amount;
  private final int currency;
  private final int customer;
  private final JsonFactory factory = new JsonFactory();
  private String[] texts = {};
  private byte[][] bytes = {};
  private int next;

  /** The paths that are read. */
  public ArgumentScanCost() {
    ArgumentPaths.Builder builder = ArgumentPaths.builder();
    amount = builder.add(List.of(Step.key("amount")));
    currency = builder.add(List.of(Step.key("currency")));
    customer = builder.add(List.of(Step.key("customer")));
    paths = builder.build();
  }

  /** Makes the texts, and checks that all readers agree on them. */
  @Setup
  public void makeTexts() {
    texts = ArgumentTexts.of(size);
    bytes = new byte[texts.length][];
    for (int index = 0; index < texts.length; index++) {
      bytes[index] = texts[index].getBytes(StandardCharsets.UTF_8);
    }
    for (int index = 0; index < texts.length; index++) {
      next = index;
      double expected = jacksonString();
      next = index;
      long found = sallyport();
      if (expected < 0 || found != Math.round(expected * 100) + 3) {
        throw new IllegalStateException("got " + found + ", Jackson " + expected);
      }
    }
  }

  private int index() {
    next = next + 1 == texts.length ? 0 : next + 1;
    return next;
  }

  /** The scan; from a String, as frameworks have it. */
  @Benchmark
  public long sallyport() {
    if (!scan.scan(texts[index()], paths)) {
      throw new IllegalStateException(scan.problem());
    }
    Value value = scan.value(amount);
    long cents = value.unscaled();
    for (int scale = value.scale(); scale < 2; scale++) {
      cents *= 10;
    }
    boolean known = scan.kind(customer) == Kind.TEXT || scan.kind(customer) == Kind.MISSING;
    return cents + (known ? scan.value(currency).size() : 0);
  }

  /** Jackson's streaming parser from the same String. */
  @Benchmark
  public double jacksonString() {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), texts[index()])) {
      return amount(parser);
    }
  }

  /** Jackson's streaming parser from bytes, which frameworks do not have. */
  @Benchmark
  public double jacksonBytes() {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes[index()])) {
      return amount(parser);
    }
  }

  private static double amount(JsonParser parser) {
    double found = -1;
    int depth = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.PROPERTY_NAME && depth == 1) {
        String name = parser.currentName();
        token = parser.nextToken();
        depth += token.isStructStart() ? 1 : 0;
        if (name.equals("amount")) {
          found = parser.getDoubleValue();
        } else if (name.equals("currency") || name.equals("customer")) {
          found += parser.getStringLength() * 0;
        }
      }
    }
    return found;
  }
}
