package dev.sallyport.engine.detect;

/** Prefixes of keys as their issuers document them, with the least length of what follows. */
final class KeyPrefix {
  private static final KeyPrefix[] KNOWN = {
    new KeyPrefix("AKIA", 16, 16, ""), // AWS access key ids
    new KeyPrefix("ASIA", 16, 16, ""),
    new KeyPrefix("ghp_", 36, 255, ""), // GitHub
    new KeyPrefix("gho_", 36, 255, ""),
    new KeyPrefix("ghu_", 36, 255, ""),
    new KeyPrefix("ghs_", 36, 255, ""),
    new KeyPrefix("ghr_", 36, 255, ""),
    new KeyPrefix("github_pat_", 22, 255, "_"),
    new KeyPrefix("glpat-", 20, 255, "_-."), // GitLab
    new KeyPrefix("gldt-", 20, 255, "_-"),
    new KeyPrefix("glrt-", 20, 255, "_-."),
    new KeyPrefix("xoxa-", 10, 255, "-"), // Slack
    new KeyPrefix("xoxb-", 10, 255, "-"),
    new KeyPrefix("xoxe-", 10, 255, "-"),
    new KeyPrefix("xoxo-", 10, 255, "-"),
    new KeyPrefix("xoxp-", 10, 255, "-"),
    new KeyPrefix("xoxr-", 10, 255, "-"),
    new KeyPrefix("xoxs-", 10, 255, "-"),
    new KeyPrefix("xapp-", 10, 255, "-"),
    new KeyPrefix("AIza", 35, 35, "_-"), // Google
    new KeyPrefix("ya29.", 20, 512, "_-"),
    new KeyPrefix("GOCSPX-", 28, 28, "_-"),
    new KeyPrefix("sk_live_", 16, 255, ""), // Stripe
    new KeyPrefix("sk_test_", 16, 255, ""),
    new KeyPrefix("rk_live_", 16, 255, ""),
    new KeyPrefix("rk_test_", 16, 255, ""),
    new KeyPrefix("whsec_", 24, 255, "+/="),
    new KeyPrefix("sk-", 20, 255, "_-"), // OpenAI, Anthropic
    new KeyPrefix("SG.", 60, 255, "_-."), // SendGrid
    new KeyPrefix("npm_", 36, 36, ""),
    new KeyPrefix("hf_", 34, 64, ""), // Hugging Face
    new KeyPrefix("pypi-", 50, 512, "_-"),
    new KeyPrefix("dop_v1_", 64, 64, ""), // DigitalOcean
  };

  private final String prefix;
  private final int least;
  private final int most;
  private final String signs;

  private KeyPrefix(String prefix, int least, int most, String signs) {
    this.prefix = prefix;
    this.least = least;
    this.most = most;
    this.signs = signs;
  }

  /** Where the key that begins there ends, or -1. */
  static int endAt(FoldedText text, int start) {
    for (KeyPrefix known : KNOWN) {
      if (text.startsWith(known.prefix, start)) {
        return known.keyEnd(text, start + known.prefix.length());
      }
    }
    return -1;
  }

  private int keyEnd(FoldedText text, int from) {
    int at = from;
    boolean digit = false;
    boolean capital = false;
    boolean small = false;
    while (at <= from + most && isKeyCharacter(text, at)) {
      digit |= text.isDigit(at);
      capital |= text.isLetter(at) && text.upper(at) == text.at(at);
      small |= text.isLetter(at) && text.upper(at) != text.at(at);
      at++;
    }
    // Words with hyphens, as in class names of style sheets, may begin as some keys do.
    boolean random = signs.indexOf('-') < 0 || digit && (capital || !prefix.equals("sk-"));
    boolean aws = most == 16;
    boolean fits = at - from >= least && (at - from <= most || most > 64);
    return fits && random && !(aws && small) ? at : -1;
  }

  private boolean isKeyCharacter(FoldedText text, int at) {
    return text.isLetter(at)
        || text.isDigit(at)
        || text.at(at) != 0 && signs.indexOf(text.at(at)) >= 0;
  }
}
