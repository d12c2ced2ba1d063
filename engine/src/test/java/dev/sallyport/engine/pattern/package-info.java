@NullMarked
package dev.sallyport.engine.pattern;

import org.jspecify.annotations.NullMarked;
