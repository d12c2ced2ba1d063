/**
 * Spring AI: every tool is a {@code ToolCallback}, from 1.0 on. Advice here is copied into the
 * framework's classes, the application's and Reactor's, so it may use only what each supported
 * version has, and calls nothing of ours but {@code dev.sallyport.bootstrap}.
 */
@NullMarked
package dev.sallyport.instrumentation.springai;

import org.jspecify.annotations.NullMarked;
