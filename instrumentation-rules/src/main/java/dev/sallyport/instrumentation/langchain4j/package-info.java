/**
 * LangChain4j: every tool is a {@code ToolExecutor}, from 0.36 on. Advice here is copied into the
 * framework's classes, so it may use only what each supported version has, and calls nothing of
 * ours but {@code dev.sallyport.bootstrap}.
 */
@NullMarked
package dev.sallyport.instrumentation.langchain4j;

import org.jspecify.annotations.NullMarked;
