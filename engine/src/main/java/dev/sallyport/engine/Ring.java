package dev.sallyport.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The execution rings as boxes, from which a box of a policy can start. */
final class Ring {
  /** How many there are, from 0. */
  static final int COUNT = 4;

  private Ring() {}

  /** The limits of ring 0 (system), 1 (privileged), 2 (standard) or 3 (untrusted). */
  static BoxPolicy.Limits limits(int ring) {
    switch (ring) {
      case 0:
        return new BoxPolicy.Limits(null, null, null, null, true, true, null);
      case 1:
        return new BoxPolicy.Limits(null, null, null, null, false, true, null);
      case 2:
        return standard();
      case 3:
        return new BoxPolicy.Limits(
            Egress.NOTHING, List.of(), List.of(), List.of(), false, false, Set.of());
      default:
        throw new IllegalArgumentException("got ring " + ring + ", wanted 0 to 3");
    }
  }

  private static BoxPolicy.Limits standard() {
    Set<StatementClass> rows =
        EnumSet.of(
            StatementClass.SELECT,
            StatementClass.INSERT,
            StatementClass.UPDATE,
            StatementClass.DELETE);
    return new BoxPolicy.Limits(
        Egress.PUBLIC, List.of(), null, List.of(temporaryFolder()), false, false, rows);
  }

  private static String temporaryFolder() {
    return System.getProperty("java.io.tmpdir", "/tmp");
  }
}
