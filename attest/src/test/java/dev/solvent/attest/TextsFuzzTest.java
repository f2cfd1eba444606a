package dev.solvent.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that people paste and programs pass on: printed back as they were read, or refused. */
class TextsFuzzTest {
  private interface Text {
    String again(String text) throws MalformedException;
  }

  private static final List<Text> TEXTS =
      List.of(
          text -> Base64Text.encode(Base64Text.decode(text)),
          text -> ExpectedBalance.parse(text).toString(),
          text -> NoteKey.parse(text).toString(),
          text -> Outpoint.parse(text).toString(),
          text -> SignatureLine.parse(text).toString(),
          text -> Timestamp.parse(text).toString());

  static Stream<byte[]> seeds() {
    String link = SpecFile.of("account-link.md").blocks("text").getFirst();
    return Stream.of(
            link,
            link.substring(link.indexOf('#') + 1),
            "BTC=0.42",
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "01".repeat(32) + ":7",
            "\u2014 a.example/log AAAAAAA=",
            "2026-09-02T00:00:00Z",
            "0x" + "11".repeat(64) + "1b")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void text_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (Text one : TEXTS) {
      try {
        assertEquals(text, one.again(text));
      } catch (MalformedException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      }
    }
  }

  /** What it refuses it does not repeat: a link is a secret. */
  @MethodSource("seeds")
  @FuzzTest
  void accountLink_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      String fragment = AccountLink.parse(text).exposeFragment();
      assertEquals(fragment, text.substring(text.indexOf('#') + 1));
    } catch (MalformedException refused) {
      assertTrue(String.valueOf(refused.getMessage()).startsWith("account link "));
    }
  }

  /** A key can be recovered from two forms of V, so this one is not printed back. */
  @MethodSource("seeds")
  @FuzzTest
  void evmSignature_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      EvmSignature signature = EvmSignature.parse(text);
      assertTrue(signature.signer(Hash.of(new byte[32])).isPresent() || text.length() == 132);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
