package dev.sallyport.engine;

/** Kleene's three values: an error decides only where nothing else does. */
enum Truth {
  TRUE,
  FALSE,
  ERROR;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    if (this == ERROR) {
      return ERROR;
    }
    return this == TRUE ? FALSE : TRUE;
  }

  Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == ERROR || other == ERROR ? ERROR : TRUE;
  }

  Truth or(Truth other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == ERROR || other == ERROR ? ERROR : FALSE;
  }
}
