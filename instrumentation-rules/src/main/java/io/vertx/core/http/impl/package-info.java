/**
 * Advice for Vert.x's classes that only their own package may name. It is compiled here and inlined
 * there; none of these classes is ever loaded.
 */
@NullMarked
package io.vertx.core.http.impl;

import org.jspecify.annotations.NullMarked;
