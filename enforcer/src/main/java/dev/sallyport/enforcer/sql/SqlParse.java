package dev.sallyport.enforcer.sql;

import dev.sallyport.bootstrap.CallContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Parses one statement on a thread that ends with it: the application's thread may have little
 * stack left, and a parser that takes too long can be told to stop only from outside.
 */
final class SqlParse implements Runnable {
  static final int END = 0;

  private static final int STACK_BYTES = 4 << 20;
  private static final int MOST_AT_ONCE = 64;
  private static final AtomicInteger RUNNING = new AtomicInteger();

  private final CCJSqlParser parser;
  private volatile @Nullable Statement statement;

  private SqlParse(String text) {
    parser = new CCJSqlParser(new StringProvider(text));
  }

  /** The statement that {@code text} is; null if it is not one statement of the grammar. */
  static @Nullable Statement of(String text, long patienceMillis) {
    return new SqlParse(text).parse(patienceMillis);
  }

  private @Nullable Statement parse(long patienceMillis) {
    Thread thread = new Thread(null, this, "sallyport-sql", STACK_BYTES, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(SqlParse.class.getClassLoader());
    if (!start(thread)) {
      return null;
    }
    boolean inTime = join(thread, patienceMillis);
    parser.interrupted = true;
    return inTime ? statement : null;
  }

  /** False if as many are stuck, or as busy, as that there must not be more of them. */
  private static boolean start(Thread thread) {
    boolean started = false;
    try {
      if (RUNNING.incrementAndGet() <= MOST_AT_ONCE) {
        thread.start();
        started = true;
      }
    } finally {
      if (!started) {
        RUNNING.decrementAndGet();
      }
    }
    return started;
  }

  /** The interrupt of the application's thread neither shortens this nor gets lost. */
  private static boolean join(Thread thread, long patienceMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    boolean interrupted = false;
    try {
      while (thread.isAlive()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        try {
          thread.join(left);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void run() {
    CallContext.restore(null); // what is done here, such as loading classes, is no tool's doing
    try {
      Statement parsed = parser.Statement();
      if (parser.getNextToken().kind == END) {
        statement = parsed;
      }
    } catch (Throwable unparsable) {
      statement = null; // of no known kind; also when the stack or the memory did not suffice
    } finally {
      RUNNING.decrementAndGet();
    }
  }
}
