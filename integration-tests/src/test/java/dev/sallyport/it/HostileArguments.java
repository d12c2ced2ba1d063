package dev.sallyport.it;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Arguments as a hostile model writes them. The policy allows {@code path == 'public'} with an
 * {@code amount} of at most 100.
 */
final class HostileArguments {
  private HostileArguments() {}

  /** Texts by name that the policy allows, and which must run as they are. */
  static Map<String, String> allowed() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("plain", "{\"path\":\"public\",\"amount\":5}");
    texts.put("spaces", " \n{ \"path\" :\t\"public\" , \"amount\" : 5 }\r\n");
    texts.put("escaped-value", "{\"path\":\"\\u0070ublic\",\"amount\":5}");
    texts.put("escaped-key", "{\"\\u0070ath\":\"public\",\"amount\":5}");
    texts.put("exponent", "{\"path\":\"public\",\"amount\":1e2}");
    texts.put("fraction", "{\"path\":\"public\",\"amount\":99.99}");
    texts.put("reordered", "{\"amount\":5,\"path\":\"public\"}");
    return texts;
  }

  /** Texts by name that no tool may run with, or only with what was judged. */
  static Map<String, String> hostile() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("too-much", "{\"path\":\"public\",\"amount\":100.01}");
    texts.put("other-path", "{\"path\":\"/etc/passwd\",\"amount\":5}");
    duplicates(texts);
    numbers(texts);
    notJson(texts);
    values(texts);
    return texts;
  }

  private static void duplicates(Map<String, String> texts) {
    texts.put("two-paths", "{\"path\":\"public\",\"path\":\"/etc/passwd\",\"amount\":5}");
    texts.put("two-paths-reversed", "{\"path\":\"/etc/passwd\",\"path\":\"public\",\"amount\":5}");
    texts.put("two-amounts", "{\"path\":\"public\",\"amount\":5,\"amount\":5000}");
    texts.put(
        "escaped-duplicate", "{\"path\":\"public\",\"\\u0070ath\":\"/etc/passwd\",\"amount\":5}");
    texts.put("second-document", "{\"path\":\"public\",\"amount\":5} {\"path\":\"/etc/passwd\"}");
    texts.put(
        "second-document-first", "{\"path\":\"/etc/passwd\",\"amount\":5}{\"path\":\"public\"}");
  }

  private static void numbers(Map<String, String> texts) {
    texts.put("nan", "{\"path\":\"public\",\"amount\":NaN}");
    texts.put("infinity", "{\"path\":\"public\",\"amount\":-Infinity}");
    texts.put("1e400", "{\"path\":\"public\",\"amount\":1e400}");
    texts.put("huge-exponent", "{\"path\":\"public\",\"amount\":1e2147483648}");
    texts.put("digits", "{\"path\":\"public\",\"amount\":" + "9".repeat(2000) + "}");
    texts.put("leading-zero", "{\"path\":\"public\",\"amount\":0100000}");
    texts.put("plus", "{\"path\":\"public\",\"amount\":+5000}");
    texts.put("hexadecimal", "{\"path\":\"public\",\"amount\":0xFFFF}");
    texts.put("quoted-number", "{\"path\":\"public\",\"amount\":\"5000\"}");
    texts.put("quoted-small-number", "{\"path\":\"public\",\"amount\":\"5\"}");
    texts.put("boolean-amount", "{\"path\":\"public\",\"amount\":true}");
    texts.put("no-amount", "{\"path\":\"public\"}");
    texts.put("null-amount", "{\"path\":\"public\",\"amount\":null}");
  }

  private static void notJson(Map<String, String> texts) {
    texts.put("trailing-text", "{\"path\":\"public\",\"amount\":5} and more");
    texts.put("comment", "{\"path\":\"public\",/*\"*/\"amount\":5}");
    texts.put("line-comment", "{\"path\":\"public\",\"amount\":5}//\n");
    texts.put("hash-comment", "#\n{\"path\":\"public\",\"amount\":5}");
    texts.put("trailing-comma", "{\"path\":\"public\",\"amount\":5,}");
    texts.put("single-quotes", "{'path':'public','amount':5}");
    texts.put("no-quotes", "{path:\"public\",amount:5}");
    texts.put("quoted-json", "\"{\\\"path\\\":\\\"/etc/passwd\\\",\\\"amount\\\":5}\"");
    texts.put("quoted-public-json", "\"{\\\"path\\\":\\\"public\\\",\\\"amount\\\":5}\"");
    texts.put("fenced-json", "```json\n{\"path\":\"public\",\"amount\":5}\n```");
    texts.put("byte-order-mark", "\uFEFF{\"path\":\"public\",\"amount\":5}");
    texts.put("empty", "");
    texts.put("blank", " ");
    texts.put("null", "null");
    texts.put("array", "[{\"path\":\"public\",\"amount\":5}]");
    texts.put("unclosed", "{\"path\":\"public\",\"amount\":5");
    texts.put("deep", "{\"path\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
  }

  private static void values(Map<String, String> texts) {
    texts.put("path-in-list", "{\"path\":[\"public\"],\"amount\":5}");
    texts.put("path-in-object", "{\"path\":{\"path\":\"public\"},\"amount\":5}");
    texts.put("raw-control-character", "{\"path\":\"public\u0001\",\"amount\":5}");
    texts.put("nul", "{\"path\":\"public\\u0000/etc/passwd\",\"amount\":5}");
    texts.put("lone-surrogate", "{\"path\":\"public\\ud800\",\"amount\":5}");
    texts.put("case-of-value", "{\"path\":\"Public\",\"amount\":5}");
    texts.put("full-width", "{\"path\":\"\uFF50ublic\",\"amount\":5}");
    texts.put("other-case-of-key", "{\"PATH\":\"public\",\"path\":\"/etc/passwd\",\"amount\":5}");
  }
}
