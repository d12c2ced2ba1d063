package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool that an agent's manifest lists.
 *
 * @param name a name or glob in normal form
 * @param at where the manifest lists it
 * @param checks the ways to violate what it demands of calls
 * @param limit null if there is none
 * @param isAsked whether a person must approve
 * @param approvers who, if the manifest says so
 */
record ManifestTool(
    String name,
    YamlNode at,
    List<ManifestCheck> checks,
    @Nullable RateLimit limit,
    boolean isAsked,
    List<String> approvers) {}
