package dev.sallyport.audit.store;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Binds the SLF4J of the store's libraries to {@link StoreLogger}, so that SLF4J neither complains
 * on standard error nor finds the application's binding.
 */
public final class StoreLoggerProvider implements SLF4JServiceProvider {
  private static final String KAFKA = "org.apache.kafka.";

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter mdc = new NOPMDCAdapter();

  /** For the service loader. */
  public StoreLoggerProvider() {}

  @Override
  public ILoggerFactory getLoggerFactory() {
    // The Kafka client of a command says the same again in what it throws.
    return name -> name.startsWith(KAFKA) ? NOPLogger.NOP_LOGGER : StoreLogger.INSTANCE;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
