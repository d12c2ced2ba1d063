package dev.sallyport.benchmarks;

/** JSON arguments of several sizes and shapes, the same in every run. */
final class ArgumentTexts {
  private static final String WORDS =
      "the parcel arrived damaged and the customer asks for a refund of the whole order, please check "
          + "whether the carrier has been told and what the insurance says about it. ";

  private ArgumentTexts() {}

  /** {@code size} is one of 175, 2048-text, 2048-structured, 65536-text, 65536-structured. */
  static String[] of(String size) {
    String[] texts = new String[size.equals("175") ? 512 : 16];
    for (int index = 0; index < texts.length; index++) {
      switch (size) {
        case "175":
          texts[index] = call(index);
          break;
        case "2048-text":
          texts[index] = text(index, 2048);
          break;
        case "2048-structured":
          texts[index] = structured(index, 2048);
          break;
        case "65536-text":
          texts[index] = text(index, 65536);
          break;
        case "65536-structured":
          texts[index] = structured(index, 65536);
          break;
        default:
          throw new IllegalArgumentException("got size `" + size + "`");
      }
    }
    return texts;
  }

  private static String call(int index) {
    String[] reasons = {"damaged in transit", "wrong item", "late", "changed mind, unopened box"};
    String[] channels = {"web", "phone", "store", "partner"};
    return "{\"order_id\":\"A-"
        + (1000 + index * 7)
        + "\",\"amount\":"
        + index * 37 % 900
        + "."
        + (10 + index % 90)
        + ",\"currency\":\""
        + (index % 3 == 0 ? "USD" : "EUR")
        + "\",\"reason\":\""
        + reasons[index % 4]
        + "\",\"customer\":\"C-"
        + (22100 + index * 13)
        + "\",\"notify\":"
        + (index % 5 != 0)
        + ",\"channel\":\""
        + channels[index / 4 % 4]
        + "\",\"attempt\":"
        + (1 + index % 12)
        + ",\"note\":\"ticket "
        + index
        + "\"}";
  }

  private static String text(int index, int size) {
    StringBuilder out = new StringBuilder();
    out.append("{\"to\":\"desk-")
        .append(index)
        .append("@example.com\",\"amount\":12.5,\"body\":\"");
    while (out.length() < size - 60) {
      out.append(WORDS, index, WORDS.length());
      out.append(out.length() % 5 == 0 ? "\\n" : "");
    }
    return out.append("\",\"urgent\":false,\"currency\":\"EUR\"}").toString();
  }

  private static String structured(int index, int size) {
    StringBuilder out = new StringBuilder();
    out.append("{\"order\":{\"id\":").append(index).append(",\"lines\":[");
    for (int line = 0; out.length() < size - 120; line++) {
      int seed = (line * 31 + index) * 0x9e3779b1 >>> 8;
      out.append(line == 0 ? "" : ",");
      out.append("{\"sku\":\"").append(Integer.toString(seed, 36)).append("\",\"quantity\":");
      out.append(seed % 20).append(",\"price\":").append(seed % 10000 / 100.0).append(",\"gift\":");
      out.append(seed % 3 == 0)
          .append(",\"tags\":[\"t")
          .append(seed % 7)
          .append("\",\"")
          .append(seed % 100);
      out.append("\"],\"discount\":")
          .append(seed % 4 == 0 ? "null" : "{\"percent\":" + seed % 50 + "}");
      out.append('}');
    }
    return out.append("]},\"amount\":12.5,\"currency\":\"EUR\",\"urgent\":false}").toString();
  }
}
