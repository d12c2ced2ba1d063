package dev.sallyport.cli.fleet;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code export} that send the log on to another system. */
public final class FleetArguments {
  @Option(
      names = "--follow",
      description = {"Send what is there, then what is added, until Ctrl-C. With --kafka, --otlp."})
  boolean follow;

  @Option(
      names = "--kafka",
      arity = "2",
      hideParamSyntax = true,
      paramLabel = "BROKERS TOPIC",
      description = {"Send to a Kafka topic. BROKERS: host:port, several with commas between."})
  String @Nullable [] kafka;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = {"Properties for the Kafka producer, such as those of SASL and TLS."})
  @Nullable String kafkaConfig;

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description = {
        "Send to an OpenTelemetry collector over HTTP; /v1/logs is added to a URL without a path."
      })
  @Nullable String otlp;

  @Option(
      names = "--otlp-headers",
      paramLabel = "FILE",
      description = {"Headers for the collector, such as `authorization: Bearer ...`, one a line."})
  @Nullable String otlpHeaders;

  @Option(names = "--otlp-gzip", description = "Compress what is sent to the collector.")
  boolean otlpGzip;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = {
        "Keeps how far was sent (default: a file for each log and target in"
            + " ~/.local/state/sallyport)."
      })
  @Nullable String state;

  /** For the parser of the command line. */
  public FleetArguments() {}

  /** Whether one of these options was given, so that {@link FleetExport} is asked for. */
  public boolean isUsed() {
    return follow
        || kafka != null
        || kafkaConfig != null
        || otlp != null
        || otlpHeaders != null
        || otlpGzip
        || state != null;
  }
}
