/** Writes logs in forms that other programs read: C2SP tlog-tiles, CSV, CloudEvents. */
@NullMarked
package dev.sallyport.cli.export;

import org.jspecify.annotations.NullMarked;
