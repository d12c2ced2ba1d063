package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;

/** The session id as text. */
final class SessionText {
  private SessionText() {}

  /**
   * The text of {@code session}; called before any state is touched, for it may be code of the
   * application, which may throw.
   */
  static @Nullable String of(@Nullable Object session) {
    return session == null ? null : String.valueOf(session);
  }
}
