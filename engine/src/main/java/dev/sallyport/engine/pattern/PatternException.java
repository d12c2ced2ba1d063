package dev.sallyport.engine.pattern;
public final class PatternException extends Exception { public int offset; public PatternException(int o,String m){super(m);offset=o;} }
