package dev.sallyport.engine;

/**
 * One policy document as read from its file.
 *
 * @param name the file's name as messages show it
 * @param content the file's bytes; the caller must not change them afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying a policy file buys nothing
public record PolicySource(String name, byte[] content) {}
