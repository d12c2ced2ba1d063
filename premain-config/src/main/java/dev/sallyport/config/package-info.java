/**
 * Settings: their keys, sources and checks, and where the policy is.
 *
 * <p>All of it runs before the application's {@code main}, on a cold JVM, so it uses plain loops
 * and no lambda, stream, regular expression or reflection.
 *
 * <p>Public types: {@link dev.sallyport.config.Setting}, {@link dev.sallyport.config.Settings},
 * {@link dev.sallyport.config.Mode}, {@link dev.sallyport.config.PolicyLocation}, {@link
 * dev.sallyport.config.PolicyFolder}, {@link dev.sallyport.config.ApplicationJar}, {@link
 * dev.sallyport.config.SettingsException}, {@link dev.sallyport.config.NearestName}.
 */
@NullMarked
package dev.sallyport.config;

import org.jspecify.annotations.NullMarked;
