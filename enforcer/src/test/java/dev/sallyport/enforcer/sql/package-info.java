/** Tests of the classes that SQL texts are found to have. */
@NullMarked
package dev.sallyport.enforcer.sql;

import org.jspecify.annotations.NullMarked;
