package dev.sallyport.instrumentation;

/**
 * A method that woven code calls through a method handle constant.
 *
 * @param isStatic whether it is a static method; otherwise a method of a class, not an interface
 * @param owner internal name
 * @param name the method's name
 * @param descriptor the method's descriptor
 */
public record MemberReference(boolean isStatic, String owner, String name, String descriptor) {}
