package dev.sallyport.it;

/**
 * A tool call that the scripted model makes.
 *
 * @param tool the tool's name
 * @param arguments the text of the arguments; any text, because a model may send any
 */
record ScriptedCall(String tool, String arguments) {}
