package dev.solvent.attest.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Base64TextTest {
  /** RFC 4648 section 10. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, Zg==",
    "fo, Zm8=",
    "foo, Zm9v",
    "foob, Zm9vYg==",
    "fooba, Zm9vYmE=",
    "foobar, Zm9vYmFy",
  })
  void publishedExamples(String plain, String base64) throws MalformedException {
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
    assertEquals(base64, Base64Text.encode(bytes));
    assertArrayEquals(bytes, Base64Text.decode(base64));
  }

  @Test
  void alphabet_isThatOfSection4() throws MalformedException {
    assertArrayEquals(new byte[] {-5, -1, -2}, Base64Text.decode("+//+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zg",
        "Zg=",
        "Zm8",
        "Zg===",
        "=",
        "====", // padding
        "Zh==",
        "Zm9=", // unused bits that are not zero
        "-__-",
        "Zm9v\n",
        " Zm9v",
        "Zm 9v",
        "Zm9v\r\nYmFy",
        "Zg==Zg==",
        "Z",
        "Zm9v!",
        "\u017dm9v",
      })
  void otherSpelling_isRefused(String text) {
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> Base64Text.decode(text));
    assertEquals(
        "base64 of "
            + text.length()
            + " characters in another form, want RFC 4648 section 4, padded",
        refusal.getMessage());
    assertFalse(refusal.getCause() instanceof IllegalArgumentException);
  }
}
