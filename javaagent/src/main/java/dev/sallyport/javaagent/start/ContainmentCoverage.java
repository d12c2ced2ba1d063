package dev.sallyport.javaagent.start;

import dev.sallyport.instrumentation.WeavingListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Records what is woven for boxes and requests: the classes of one installation together, those
 * that load later one by one. Thread-safe.
 */
final class ContainmentCoverage implements WeavingListener {
  private final WeavingListener next;
  private final StartRecords records;
  private final TreeMap<String, TreeSet<String>> installed = new TreeMap<>();
  private boolean installing = true;

  ContainmentCoverage(WeavingListener next, StartRecords records) {
    this.next = next;
    this.records = records;
  }

  @Override
  public void woven(ClassLoader loader, String className, String framework, int joinPoints) {
    if (!collect(className, framework)) {
      next.woven(loader, className, framework, joinPoints);
    }
  }

  private synchronized boolean collect(String className, String framework) {
    if (installing) {
      TreeSet<String> classes = installed.get(framework);
      if (classes == null) {
        classes = new TreeSet<>();
        installed.put(framework, classes);
      }
      classes.add(className);
    }
    return installing;
  }

  @Override
  public void failed(String className, String reason, Throwable cause) {
    next.failed(className, reason, cause);
  }

  /** Records what was woven so far. */
  synchronized void installed() {
    installing = false;
    for (Map.Entry<String, TreeSet<String>> entry : installed.entrySet()) {
      Map<String, String> values = new TreeMap<>();
      values.put("framework", entry.getKey());
      values.put("woven", Integer.toString(entry.getValue().size()));
      values.put("classes", String.join(" ", entry.getValue()));
      records.coverage(values);
    }
    installed.clear();
  }
}
