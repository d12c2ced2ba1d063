package dev.sallyport.engine;

import dev.sallyport.engine.pattern.Automaton;
import java.util.List;

/**
 * The automata that answer a list of tests.
 *
 * @param automata usually one
 * @param tests for each automaton its tests, in its order
 */
record TextAutomata(List<Automaton> automata, List<List<TextKey>> tests) {}
