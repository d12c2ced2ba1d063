/**
 * Checks a whole log against its signed notes and against checkpoints that were kept elsewhere.
 * Reads only, also beside the process that writes; prints nothing.
 */
@NullMarked
package dev.sallyport.audit.verify;

import org.jspecify.annotations.NullMarked;
