package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.signature.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in {@code docs/spec/keys.md}, and the numbers that its text says. */
final class SpecExampleTest {
  private static final SpecFile SPEC = SpecFile.of("keys.md");

  @TempDir Path folder;

  private static byte[] example() {
    return Base64.getMimeDecoder().decode(SPEC.blocks("base64").getFirst());
  }

  private static Map<String, String> values() {
    return SPEC.blocks("text")
        .getFirst()
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Test
  void example_opensAndSigns() throws IOException {
    Map<String, String> values = values();
    Signer signer =
        KeyFile.open(KeyFiles.file(folder, example()), KeyFiles.password(values.get("password")));
    HexFormat hex = HexFormat.of();
    assertEquals(values.get("spki"), hex.formatHex(signer.key().spki()));
    assertArrayEquals(
        hex.parseHex(values.get("signature")), signer.sign(hex.parseHex(values.get("message"))));
  }

  @Test
  void example_isEncryptedAsTheTextSays() throws IOException {
    assertTrue(SPEC.text().contains("PKCS#12, " + example().length + " bytes"));
    assertEquals(Pkcs12.Iterations.STANDARD, Parameters.of(example()).iterations());
  }

  @Test
  void numbers_areInTheText() {
    Stream.of(
            Pkcs12.Iterations.STANDARD.encryption(),
            Pkcs12.Iterations.STANDARD.mac(),
            KeyFile.MAX_BYTES,
            PasswordSource.MOST,
            PasswordSource.LEAST_NEW)
        .map(number -> String.format(Locale.ROOT, " %,d ", number))
        .forEach(number -> assertTrue(SPEC.text().contains(number), number));
  }
}
