package dev.solvent.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is a name, printed back as it was read, or refused. */
class NamesFuzzTest {
  private interface Name {
    String again(String text) throws MalformedException;
  }

  private static final List<Name> NAMES =
      List.of(
          text -> AccountId.parse(text).toString(),
          text -> Amount.parse(text).toString(),
          text -> Asset.parse(text).toString(),
          text -> Hash.parse(text).toString(),
          text -> Issuer.parse(text).toString(),
          text -> Ticker.parse(text).toString(),
          text -> HexFormat.of().formatHex(Locator.parse(text).exposeBytes()),
          text -> HexFormat.of().formatHex(AccountKey.parse(text).exposeBytes()));

  static Stream<byte[]> seeds() {
    return Stream.of(
            "alice@example.com",
            "Jörg",
            "BTC:8",
            "A.B-1",
            "exchange.example",
            "xn--bcher-kva.example",
            "340282366920938463463374607431768211455",
            "0123456789abcdef".repeat(4),
            "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void name_ofAnyText_isReadOrRefused(byte[] bytes) {
    // As UTF-16 too, in which a fuzzer soon finds every kind of character.
    for (String text :
        List.of(
            new String(bytes, StandardCharsets.UTF_8),
            new String(bytes, StandardCharsets.UTF_16))) {
      for (Name name : NAMES) {
        try {
          assertEquals(text, name.again(text));
        } catch (MalformedException refused) {
          assertFalse(String.valueOf(refused.getMessage()).isEmpty());
        }
      }
    }
  }
}
