package dev.sallyport.engine;

/**
 * One thing that would have to be different about a call.
 *
 * @param path what, as conditions write it; {@code time} is the instant of the call
 * @param from what it is, as JSON, or {@code nothing}
 * @param to what it would be, likewise
 */
public record ValueChange(String path, String from, String to) {}
