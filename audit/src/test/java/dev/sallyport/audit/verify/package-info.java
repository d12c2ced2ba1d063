/** Tests of verification, with a writer of logs that shares no code with what is tested. */
@NullMarked
package dev.sallyport.audit.verify;

import org.jspecify.annotations.NullMarked;
