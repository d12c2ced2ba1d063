package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one document says about where requests may go.
 *
 * @param allow null if the document has no such list
 */
record StatedEgress(
    @Nullable List<EgressEntry> allow, List<EgressEntry> deny, boolean wholeProcess) {}
