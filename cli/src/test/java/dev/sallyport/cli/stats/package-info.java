@NullMarked
package dev.sallyport.cli.stats;

import org.jspecify.annotations.NullMarked;
