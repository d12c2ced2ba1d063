@NullMarked
package dev.sallyport.engine.arguments;

import org.jspecify.annotations.NullMarked;
