/** Tests of what a killed process, a power failure and a full disk leave behind. */
@NullMarked
package dev.sallyport.audit.crash;

import org.jspecify.annotations.NullMarked;
