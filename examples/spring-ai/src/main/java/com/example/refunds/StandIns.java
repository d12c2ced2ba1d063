package com.example.refunds;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * Two parties outside the desk, both made up and on 127.0.0.1 only, so that the example sends
 * nothing off the machine: the web site of a carrier, and the metadata service of a cloud, which no
 * tool has any business with.
 */
public final class StandIns implements Closeable {

  private final HttpServer carrier;
  private final HttpServer metadata;

  private StandIns(HttpServer carrier, HttpServer metadata) {
    this.carrier = carrier;
    this.metadata = metadata;
  }

  /**
   * Starts both. The ports are fixed, because the policy names one of them; the environment's
   * CARRIER_PORT and METADATA_PORT change them.
   */
  public static StandIns start(Ledger ledger) throws IOException {
    HttpServer carrier = bind("CARRIER_PORT", 8091);
    HttpServer metadata;
    try {
      metadata = bind("METADATA_PORT", 8092);
    } catch (IOException | RuntimeException e) {
      carrier.stop(0);
      throw e;
    }
    serve(metadata, new MetadataService(ledger));
    serve(carrier, new CarrierSite(url(metadata) + MetadataService.CREDENTIALS));
    return new StandIns(carrier, metadata);
  }

  /** The carrier's page about the parcel of an order. */
  public String trackingPage(String orderId) {
    return url(carrier) + CarrierSite.TRACKING + orderId;
  }

  @Override
  public void close() {
    carrier.stop(0);
    metadata.stop(0);
  }

  private static HttpServer bind(String variable, int otherwise) throws IOException {
    String set = System.getenv(variable);
    int port = otherwise;
    if (set != null) {
      if (!set.matches("[1-9][0-9]{0,4}") || Integer.parseInt(set) > 65535) {
        throw new IllegalArgumentException(variable + " is `" + set + "`, wanted a port");
      }
      port = Integer.parseInt(set);
    }
    try {
      return HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    } catch (BindException e) {
      BindException taken =
          new BindException("127.0.0.1:" + port + " is taken; set " + variable + " to a free port");
      taken.initCause(e);
      throw taken;
    }
  }

  private static void serve(HttpServer server, HttpHandler handler) {
    server.createContext("/", handler);
    server.start();
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
