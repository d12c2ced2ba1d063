@NullMarked
package dev.sallyport.cli.search;

import org.jspecify.annotations.NullMarked;
