package dev.sallyport.engine;

/** Looks for one kind of mistake in a policy. */
interface LintCheck {
  void check(LintSubject subject);
}
