/**
 * The start sequence inside the isolated loader: defines the bridge, reads settings and policy,
 * opens the log, sets the gate, installs the weaving.
 */
@NullMarked
package dev.sallyport.javaagent.start;

import org.jspecify.annotations.NullMarked;
