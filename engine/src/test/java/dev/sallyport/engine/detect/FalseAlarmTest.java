package dev.sallyport.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a business works with all day and in which nothing is to be masked. */
class FalseAlarmTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T13:09:59.123+01:00 INFO [main] o.e.Order 4711 saved in 12ms",
        "Order 302-4567890-1234567 of 21.11.2026, 3 items, EUR 1.234.567,89 (19 % VAT: 197.530,86)",
        "{\"id\":\"550e8400-e29b-41d4-a716-446655440000\",\"at\":1763729399123,\"total\":99.95}",
        "[52.520006599999, 13.404953999999999, 0.30000000000000004, 1.7976931348623157E308]",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 (HEAD -> main, tag: v1.2.3-rc.4)",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "at dev.sallyport.engine.PolicyDecisionPoint.judge(PolicyDecisionPoint.java:42)",
        "jdbc:postgresql://db-1.internal:5432/orders?ssl=true&currentSchema=public",
        "GET /api/v2/customers/100200300/orders?page=3&size=50 HTTP/1.1 200 5123",
        "192.168.0.17 - - [21/Nov/2026:13:09:59 +0100] \"GET / HTTP/1.1\" 200 612",
        "ISBN 978-3-16-148410-0, EAN 4006381333931, SKU AB-12345-XL, HS code 8471.30.00",
        "Tracking 1Z999AA10123456784 and 00340434161094015902",
        "VAT DE123456789, HRB 12345 B, BIC COBADEFFXXX, LEI 5493001KJTIIGC8Y1R12",
        "Room 12-34-56, 10 20 30 40 50 60 70 80 90 100, 1,000,000 and 1 000 000 and 1'000'000",
        "Sort code 20-30-40, cost centre 0815-4711, version 10.0.19045.3693, build 20261121.1",
        "00:1A:2B:3C:4D:5E, fe80::1ff:fe23:4567:890a, 2001:db8::8a2e:370:7334, 10.20.30.40:8080",
        "for (int i = 0; i < 1000000; i++) { token = lexer.next(); secret = null; }",
        "PWD=/srv/applications/orders OLDPWD=/home/orders/releases HOME=/home/orders",
        "CancellationToken token = cancellationTokenSource.Token;",
        "max_tokens: 4096, temperature: 0.7, tokenizer: cl100k_base, keyboard: qwertz-de-layout",
        "The password must have 16 characters or more; your token expires in 3600 seconds.",
        "cus_NffrFeUfNV2Hib, pi_3MtwBwLkdIwHu7ix28a3tqPa, traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "SELECT * FROM t WHERE id IN (1001, 1002, 1003) AND ts > '2026-11-21 13:09:59'",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "Opening hours 08:00-12:00 13:00-18:00, call us on weekdays @ 9, see p. 12-34",
        "1763729399 1763729400 1763729401 1763729402 1763729403 1763729404",
        "2019 2020 2021 2022 2023 2024 2025 2026 and 4100 4200 4300 4400 4500 4600 4700 4800 4900",
        "\u00a7 433 BGB, Az. 12 O 345/26, BGHZ 123, 45; Art. 6 (1) lit. b) DSGVO",
      })
  void leavesTextsWithoutSecrets(String text) {
    assertThat(Masking.maskAll(text)).isSameAs(text);
    ArgumentRewriter rewriter =
        ArgumentRewriter.of(List.of(MaskTarget.found(List.of(), Masking.all(0))));
    assertThat(rewriter.content(text)).isSameAs(text);
  }

  @Test
  void leavesRandomIdentifiers() {
    Random random = new Random(7);
    int masked = 0;
    for (int at = 0; at < 20_000; at++) {
      String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
      String hash = uuid.replace("-", "") + Long.toHexString(random.nextLong());
      String number = Long.toString(random.nextInt(1_000_000_000));
      String text = uuid + "|" + hash + "|" + number + "|" + random.nextDouble();
      masked += Masking.maskAll(text).equals(text) ? 0 : 1;
    }
    assertThat(masked).isLessThanOrEqualTo(2);
  }
}
