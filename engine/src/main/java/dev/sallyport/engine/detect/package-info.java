/**
 * What a mask hides in texts, and how JSON and plain texts are rewritten.
 *
 * <p>{@link dev.sallyport.engine.detect.Detector} lists what is recognised, {@link
 * dev.sallyport.engine.detect.TextDetector} masks it in one text, and {@link
 * dev.sallyport.engine.detect.ArgumentRewriter} in the JSON arguments of a call or in the content
 * that passes. Every scanner is written by hand and takes time linear in the text, because a model
 * chooses the text.
 */
@NullMarked
package dev.sallyport.engine.detect;

import org.jspecify.annotations.NullMarked;
