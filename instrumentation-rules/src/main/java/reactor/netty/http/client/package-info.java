/**
 * Advice for Reactor Netty's classes that only their own package may name. It is compiled here and
 * inlined there; none of these classes is ever loaded.
 */
@NullMarked
package reactor.netty.http.client;

import org.jspecify.annotations.NullMarked;
