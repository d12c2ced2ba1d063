/**
 * Sends a log on to where a fleet's logs come together: a Kafka topic, or an OpenTelemetry
 * collector. At least once, resumed where it stopped. {@code docs/fleet.md} describes what is sent.
 */
@NullMarked
package dev.sallyport.cli.fleet;

import org.jspecify.annotations.NullMarked;
