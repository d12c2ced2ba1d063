/**
 * Signed notes (C2SP signed-note) with Ed25519 keys, and the checkpoints (C2SP tlog-checkpoint)
 * that are written in them. Parsing is strict: of every note there is exactly one spelling.
 */
@NullMarked
package dev.sallyport.audit.note;

import org.jspecify.annotations.NullMarked;
