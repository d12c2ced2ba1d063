package dev.sallyport.cli;

import dev.sallyport.cli.stats.DurationHistogram;
import dev.sallyport.cli.stats.HistogramRows;
import dev.sallyport.cli.stats.NameCounts;
import tools.jackson.core.JsonGenerator;

/** Statistics as one JSON object; {@code docs/stats.md} lists its fields. */
final class StatsJson {
  private StatsJson() {}

  static String of(CallStatistics stats, int runs, int top) {
    return JsonText.object(
        json -> {
          json.writeNumberProperty("runs", runs);
          json.writeNumberProperty("decisions", stats.decisions().total());
          json.writeNumberProperty("of_results", stats.ofResults());
          json.writeNumberProperty("errors", stats.errors());
          json.writeNumberProperty("without_outcome", stats.withoutOutcome());
          json.writeNumberProperty("damaged_places", stats.damages());
          counts(json, "by_decision", stats.decisions(), top);
          counts(json, "by_outcome", stats.outcomes(), top);
          counts(json, "by_tool", stats.tools(), top);
          counts(json, "by_rule", stats.rules(), top);
          counts(json, "by_agent", stats.agents(), top);
          durations(json, "evaluation_nanos", stats.evaluation());
          durations(json, "duration_nanos", stats.duration());
        });
  }

  private static void counts(JsonGenerator json, String name, NameCounts counts, int top) {
    long rest = counts.total();
    json.writeObjectPropertyStart(name);
    json.writeArrayPropertyStart("top");
    for (NameCounts.Count count : counts.top(top)) {
      json.writeStartObject();
      json.writeStringProperty("name", count.name());
      json.writeNumberProperty("count", count.count());
      json.writeEndObject();
      rest -= count.count();
    }
    json.writeEndArray();
    json.writeNumberProperty("others", rest);
    json.writeNumberProperty("names", counts.names());
    json.writeBooleanProperty("names_complete", counts.others() == 0);
    json.writeEndObject();
  }

  private static void durations(JsonGenerator json, String name, DurationHistogram histogram) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("count", histogram.total());
    json.writeNumberProperty("p50", histogram.percentile(500));
    json.writeNumberProperty("p90", histogram.percentile(900));
    json.writeNumberProperty("p99", histogram.percentile(990));
    json.writeNumberProperty("p999", histogram.percentile(999));
    json.writeNumberProperty("max", histogram.max());
    json.writeArrayPropertyStart("histogram");
    for (HistogramRows.Row row : HistogramRows.of(histogram)) {
      json.writeStartObject();
      json.writeNumberProperty("from", row.from());
      json.writeNumberProperty("to", row.to());
      json.writeNumberProperty("count", row.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
