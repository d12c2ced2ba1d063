@NullMarked
package dev.sallyport.javaagent.start;

import org.jspecify.annotations.NullMarked;
