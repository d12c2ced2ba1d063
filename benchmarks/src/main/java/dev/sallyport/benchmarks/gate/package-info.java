/**
 * What the gate costs: {@link dev.sallyport.benchmarks.gate.GateCost} for one call, {@link
 * dev.sallyport.benchmarks.gate.GateStalls} for many threads at once.
 */
@NullMarked
package dev.sallyport.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
