package dev.solvent.attest.envelope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
  private static final String TYPE = "application/example";
  private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private final TestSigner alice = TestSigner.ed25519();
  private final TestSigner bob = TestSigner.p256();
  private final TestSigner carol = TestSigner.ed25519();

  private static Envelope again(Envelope envelope) throws MalformedException {
    return Envelope.parse(envelope.toBytes());
  }

  private static String text(Envelope envelope) {
    return new String(envelope.toBytes(), StandardCharsets.UTF_8);
  }

  private static Envelope parse(String text) throws MalformedException {
    return Envelope.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The example of the DSSE protocol's own text (secure-systems-lab/dsse, protocol.md). */
  @Test
  void pae_isThatOfTheSpecification() {
    assertEquals(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
        new String(
            Pae.encode(
                "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.UTF_8));
    assertEquals("DSSEv1 2 é 0 ", new String(Pae.encode("é", new byte[0]), StandardCharsets.UTF_8));
  }

  @Test
  void signedByAll_isReadAgain_andEveryPinnedKeyCounts() throws Exception {
    Envelope envelope = again(Envelope.sign(TYPE, PAYLOAD, List.of(alice, bob)));
    assertArrayEquals(PAYLOAD, envelope.payload());
    assertEquals(TYPE, envelope.payloadType());
    List<VerifyingKey> pinned = List.of(alice.key(), bob.key(), carol.key());
    assertEquals(
        List.of(alice.key(), bob.key()),
        assertInstanceOf(SignedBy.Enough.class, envelope.verify(pinned, 2)).signers());
    SignedBy.TooFew few = assertInstanceOf(SignedBy.TooFew.class, envelope.verify(pinned, 3));
    assertEquals("2 of the pinned keys signed, want 3", few.detail());
    assertInstanceOf(SignedBy.TooFew.class, envelope.verify(List.of(carol.key()), 1));
    assertInstanceOf(SignedBy.TooFew.class, envelope.verify(List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> envelope.verify(pinned, 0));
  }

  @Test
  void aKeyThatSignedTwice_orIsPinnedTwice_countsOnce() throws Exception {
    String once = text(Envelope.sign(TYPE, PAYLOAD, List.of(alice)));
    String line = once.substring(once.indexOf("[{") + 1, once.indexOf("}]") + 1);
    Envelope twice = parse(once.replace("[{", "[" + line + ",{"));
    assertInstanceOf(
        SignedBy.TooFew.class, twice.verify(List.of(alice.key(), alice.key(), bob.key()), 2));
    assertInstanceOf(SignedBy.Enough.class, twice.verify(List.of(alice.key()), 1));
    assertThrows(
        IllegalArgumentException.class, () -> Envelope.sign(TYPE, PAYLOAD, List.of(alice, alice)));
  }

  @Test
  void theHintIsNeverReliedUpon() throws Exception {
    String text = text(Envelope.sign(TYPE, PAYLOAD, List.of(alice)));
    String aliceId = alice.key().id().toString();
    for (String hint : List.of("", carol.key().id().toString())) {
      Envelope hinted = parse(text.replace(aliceId, hint));
      assertInstanceOf(SignedBy.Enough.class, hinted.verify(List.of(alice.key()), 1));
      assertInstanceOf(SignedBy.TooFew.class, hinted.verify(List.of(carol.key()), 1));
    }
    assertThrows(MalformedException.class, () -> parse(text.replace(aliceId, "ABC")));
  }

  @Test
  void everyFlippedByte_isRefusedOrLeavesTheSignature() throws Exception {
    byte[] good = Envelope.sign(TYPE, PAYLOAD, List.of(alice)).toBytes();
    String hint = alice.key().id().toString();
    int hintAt = new String(good, StandardCharsets.UTF_8).indexOf(hint);
    for (int i = 0; i < good.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << bit);
        boolean inHint = i >= hintAt && i < hintAt + hint.length();
        try {
          SignedBy signed = Envelope.parse(bad).verify(List.of(alice.key()), 1);
          assertEquals(inHint, signed instanceof SignedBy.Enough, "byte " + i);
        } catch (MalformedException e) {
          // refused before anything was verified
        }
      }
    }
  }

  @Test
  void otherTypeOrPayload_isNotSigned() throws Exception {
    String text = text(Envelope.sign(TYPE, PAYLOAD, List.of(alice)));
    for (String other :
        List.of(
            text.replace("application/example", "application/examples"),
            text.replace("eyJhIjoxfQ==", "eyJhIjoyfQ=="))) {
      assertInstanceOf(SignedBy.TooFew.class, parse(other).verify(List.of(alice.key()), 1));
    }
  }

  @Test
  void malformedForms_areRefused() throws Exception {
    String text = text(Envelope.sign(TYPE, PAYLOAD, List.of(alice)));
    for (String bad :
        List.of(
            text + "\n",
            text.replace("\"payload\"", "\"body\""),
            text.replace("{\"payload\"", "{\"more\":1,\"payload\""),
            text.replace("eyJhIjoxfQ==", "eyJhIjoxfQ"),
            text.replace("\"application/example\"", "\"\""),
            text.replaceFirst("\\[.*]", "[]"),
            text.replaceFirst("\"sig\":\"[^\"]*\"", "\"sig\":\"\""))) {
      assertThrows(MalformedException.class, () -> parse(bad), bad);
    }
  }

  @Test
  void aSignerThatSignsSomethingElse_isNotBelieved() {
    Signer broken =
        new Signer() {
          @Override
          public VerifyingKey key() {
            return alice.key();
          }

          @Override
          public byte[] sign(byte[] message) throws IOException {
            return bob.sign(message);
          }
        };
    assertThrows(IOException.class, () -> Envelope.sign(TYPE, PAYLOAD, List.of(broken)));
  }

  @Test
  void theExampleOfTheText_isSignedByTheKeyThatItNames() throws Exception {
    Envelope example = Envelope.parse(SpecFile.of("envelope.md").json(0));
    // RFC 8032, section 7.1, test 1
    String rfc8032 = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    VerifyingKey key = Ed25519Key.ofRaw(HexFormat.of().parseHex(rfc8032));
    assertInstanceOf(SignedBy.Enough.class, example.verify(List.of(key), 1));
    assertTrue(text(example).contains(key.id().toString()));
  }
}
