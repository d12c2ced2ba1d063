package dev.sallyport.enforcer;

import dev.sallyport.enforcer.sql.SqlClassifier;
import dev.sallyport.engine.StatementClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL that is about to be sent to a database. Its text is not recorded, only what it does. */
final class SqlText implements Contained {
  private final String text;
  private @Nullable Set<StatementClass> classes;

  private SqlText(String text) {
    this.text = text;
  }

  static SqlText of(Object subject) {
    if (!(subject instanceof CharSequence)) {
      throw new IllegalArgumentException("no text");
    }
    return new SqlText(subject.toString());
  }

  @Override
  public boolean permittedBy(Box box) {
    Set<StatementClass> permitted = box.policy().statements();
    if (permitted == null) {
      return true;
    }
    Set<StatementClass> found = classes();
    return !found.contains(StatementClass.UNKNOWN) && permitted.containsAll(found);
  }

  private Set<StatementClass> classes() {
    Set<StatementClass> found = classes;
    if (found == null) {
      found = Classifier.INSTANCE.classify(text);
      classes = found;
    }
    return found;
  }

  @Override
  public String subject() {
    List<String> words = new ArrayList<>();
    for (StatementClass one : StatementClass.values()) {
      if (classes().contains(one)) {
        words.add(one.word());
      }
    }
    return String.join(", ", words);
  }

  /** Made when a box first restricts SQL: it loads the parser's library. */
  private static final class Classifier {
    static final SqlClassifier INSTANCE = new SqlClassifier();

    private Classifier() {}
  }
}
