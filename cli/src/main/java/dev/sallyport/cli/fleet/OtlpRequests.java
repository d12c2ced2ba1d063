package dev.sallyport.cli.fleet;

import com.google.protobuf.ByteString;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordedEffect;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as OpenTelemetry log records, one resource for each log. The attributes are for
 * searching; what counts is the body, the exact bytes.
 */
final class OtlpRequests {
  private static final String PREFIX = "sallyport.";

  /** Not for a search index; in the record it is. */
  private static final String SALT = "arguments_salt";

  private OtlpRequests() {}

  /** One request with all of {@code items}, in order within each log. */
  static ExportLogsServiceRequest of(List<ExportItem> items) {
    Map<String, ScopeLogs.Builder> logs = new LinkedHashMap<>();
    for (ExportItem item : items) {
      logs.computeIfAbsent(item.origin(), origin -> scope()).addLogRecords(record(item));
    }
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (var log : logs.entrySet()) {
      request.addResourceLogs(
          ResourceLogs.newBuilder()
              .setResource(resource(log.getKey()))
              .addScopeLogs(log.getValue()));
    }
    return request.build();
  }

  private static ScopeLogs.Builder scope() {
    return ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName("sallyport"));
  }

  private static Resource resource(String origin) {
    return Resource.newBuilder()
        .addAttributes(text("service.name", "sallyport"))
        .addAttributes(text("service.instance.id", origin))
        .build();
  }

  private static LogRecord record(ExportItem item) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setObservedTimeUnixNano(now)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
            .setSeverityText("INFO")
            .setEventName(PREFIX + item.kind().replace('/', '.'))
            .setBody(AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(item.value())));
    add(log, "origin", item.origin());
    add(log, "kind", item.kind());
    add(log, "key", item.key());
    add(log, "run", item.run());
    add(log, "content_type", item.contentType());
    AuditRecord record = item.record();
    if (record != null) {
      log.setTimeUnixNano(TimeUnit.MICROSECONDS.toNanos(record.wallClockMicros()));
      add(log, "leaf", record.leafIndex());
      describe(log, record);
    }
    return log.build();
  }

  private static void describe(LogRecord.Builder log, AuditRecord record) {
    if (record instanceof DecisionRecord decision) {
      describe(log, decision);
    } else if (record instanceof OutcomeRecord outcome) {
      add(log, "decision_id", DecisionId.format(record.bootId(), outcome.callId()));
      add(log, "outcome", word(outcome.outcome()));
      add(log, "duration_ns", outcome.durationNanos());
      add(log, "exception", outcome.exceptionClass());
    } else if (record instanceof EventRecord event) {
      for (var value : event.values().entrySet()) {
        if (!value.getKey().equals(SALT)) {
          add(log, "event." + value.getKey(), value.getValue());
        }
      }
    }
  }

  private static void describe(LogRecord.Builder log, DecisionRecord decision) {
    if (decision.effect() != RecordedEffect.ALLOW) {
      log.setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN).setSeverityText("WARN");
    }
    add(log, "decision_id", DecisionId.format(decision.bootId(), decision.callId()));
    add(log, "decision", word(decision.effect()));
    add(log, "mode", word(decision.mode()));
    add(log, "stage", word(decision.stage()));
    add(log, "tool", decision.tool());
    add(log, "agent", decision.agent());
    add(log, "session", decision.session());
    add(log, "rule", decision.rule());
    add(log, "error", decision.error());
    add(log, "framework", decision.framework());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void add(LogRecord.Builder log, String name, @Nullable String value) {
    if (value != null) {
      log.addAttributes(text(PREFIX + name, value));
    }
  }

  private static void add(LogRecord.Builder log, String name, long value) {
    AnyValue number = AnyValue.newBuilder().setIntValue(value).build();
    log.addAttributes(KeyValue.newBuilder().setKey(PREFIX + name).setValue(number));
  }

  private static KeyValue text(String name, String value) {
    AnyValue text = AnyValue.newBuilder().setStringValue(value).build();
    return KeyValue.newBuilder().setKey(name).setValue(text).build();
  }
}
