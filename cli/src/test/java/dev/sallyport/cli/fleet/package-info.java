@NullMarked
package dev.sallyport.cli.fleet;

import org.jspecify.annotations.NullMarked;
