@NullMarked
package dev.sallyport.audit.seal;

import org.jspecify.annotations.NullMarked;
