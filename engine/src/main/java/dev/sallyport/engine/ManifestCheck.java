package dev.sallyport.engine;

/**
 * One way for a call to violate a manifest.
 *
 * @param name what is violated, such as {@code amount:max}; the end of the rule's name
 * @param at where the manifest demands it
 * @param violation true or false of every call, never an error
 */
record ManifestCheck(String name, YamlNode at, Expression violation) {}
