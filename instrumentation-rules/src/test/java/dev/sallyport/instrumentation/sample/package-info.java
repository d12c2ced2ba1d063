/** What an application that uses LangChain4j looks like; loaded by a loader that weaves it. */
@NullMarked
package dev.sallyport.instrumentation.sample;

import org.jspecify.annotations.NullMarked;
