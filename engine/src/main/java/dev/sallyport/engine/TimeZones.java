package dev.sallyport.engine;

import java.time.zone.ZoneRulesProvider;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The time zones that a policy can name. Loaded by policies that name one. */
final class TimeZones {
  static final String UTC = "UTC";

  private TimeZones() {}

  /**
   * What is wrong with the name of a time zone, or null if the platform knows it. Offsets such as
   * {@code +02:00} are no zones: they are wrong for half of the year.
   */
  static @Nullable String problemOf(String name) {
    Set<String> known = ZoneRulesProvider.getAvailableZoneIds();
    if (known.contains(name)) {
      return null;
    }
    String got = "got the time zone " + Quoted.of(name);
    String[] names = new TreeSet<>(known).toArray(new String[0]);
    String nearest = Wanted.nearest(name, names);
    return got
        + (nearest == null
            ? ", wanted an IANA name such as `Europe/Berlin`"
            : ", did you mean `" + nearest + "`?");
  }
}
