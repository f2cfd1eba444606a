package dev.solvent.attest.note;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.note.NoteVerdict.Reason;
import dev.solvent.attest.note.NoteVerdict.Refused;
import dev.solvent.attest.note.NoteVerdict.Signed;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code docs/spec/log.md} section 2. */
final class NoteTest {
  private static final String TEXT = "exchange.example/log\n3\n\nany text\n";
  private static final NoteKey LOG = TestKeys.key("exchange.example/log", KeyType.ED25519);
  private static final NoteKey WITNESS = TestKeys.key("witness.example/w1", KeyType.COSIGNATURE);
  private static final Timestamp NOON = time(1_790_000_000);

  private static Timestamp time(long seconds) {
    return new Timestamp(Instant.ofEpochSecond(seconds));
  }

  private static Note note(SignatureLine... lines) {
    return new Note(TEXT, List.of(lines));
  }

  private static SignatureLine signed() {
    return sign(TEXT);
  }

  private static SignatureLine sign(String text) {
    try {
      return TestKeys.noteSigner(LOG.name()).sign(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SignatureLine cosigned(Timestamp time) {
    try {
      return TestKeys.cosigner(WITNESS.name()).cosign(TEXT, time);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void note_signedByAllKnown_namesEachAndItsTime() throws MalformedException {
    Note note = Note.parse(note(signed(), cosigned(NOON)).bytes());
    assertEquals(
        new Verified(
            List.of(new Signed(LOG, Optional.empty()), new Signed(WITNESS, Optional.of(NOON)))),
        note.verify(List.of(LOG, WITNESS)));
    assertEquals(note(signed(), cosigned(NOON)), note);
  }

  @Test
  void verify_unknownLines_areKeptAndNeverCount() throws MalformedException {
    Note note = Note.parse(note(cosigned(NOON), signed()).bytes());
    assertEquals(2, note.signatures().size());
    assertEquals(
        new Verified(List.of(new Signed(LOG, Optional.empty()))), note.verify(List.of(LOG)));
    assertEquals(Reason.NO_KNOWN_KEY, refusal(note(cosigned(NOON)), LOG));
    assertEquals(Reason.NO_KNOWN_KEY, refusal(note(signed())));
  }

  private static Reason refusal(Note note, NoteKey... known) {
    return assertInstanceOf(Refused.class, note.verify(List.of(known))).reason();
  }

  @Test
  void verify_sameNameOtherKey_isUnknown() {
    NoteKey other = new NoteKey(LOG.name(), KeyType.ED25519, WITNESS.key());
    assertEquals(Reason.NO_KNOWN_KEY, refusal(note(signed()), other));
  }

  @Test
  void verify_oneWrongLineOfAKnownKey_refusesTheNote() {
    SignatureLine wrong = sign("another text\n");
    assertEquals(Reason.BAD_SIGNATURE, refusal(note(signed(), wrong), LOG));
    assertEquals(
        Reason.BAD_SIGNATURE, refusal(note(wrong, signed(), cosigned(NOON)), LOG, WITNESS));
    assertEquals(
        "signature of exchange.example/log that does not verify",
        assertInstanceOf(Refused.class, note(wrong).verify(List.of(LOG))).detail());
  }

  @Test
  void verify_keyThatSignedTwice_countsOnceByItsNewestTime() {
    Verified both =
        assertInstanceOf(
            Verified.class,
            note(
                    signed(),
                    cosigned(NOON),
                    cosigned(time(1_790_000_009)),
                    cosigned(time(5)),
                    signed())
                .verify(List.of(LOG, WITNESS, WITNESS)));
    assertEquals(
        List.of(
            new Signed(LOG, Optional.empty()),
            new Signed(WITNESS, Optional.of(time(1_790_000_009)))),
        both.signatures());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Verified(List.of(both.signatures().get(0), both.signatures().get(0))));
    assertThrows(IllegalArgumentException.class, () -> new Verified(List.of()));
  }

  /** A back-dated cosignature: the time is under the signature. */
  @Test
  void verify_cosignatureWithAnotherTime_isRefused() throws MalformedException {
    byte[] line = Base64Text.decode(cosigned(NOON).base64());
    for (int bit = 0; bit < 64; bit++) {
      byte[] other = line.clone();
      other[4 + bit / 8] ^= (byte) (1 << bit % 8);
      SignatureLine moved = new SignatureLine(WITNESS.name(), Base64Text.encode(other));
      assertEquals(Reason.BAD_SIGNATURE, refusal(note(moved), WITNESS));
    }
  }

  @Test
  void verify_signatureOfOtherLength_isRefused() throws MalformedException {
    byte[] line = Base64Text.decode(cosigned(NOON).base64());
    for (int length : new int[] {5, 75, 77}) {
      byte[] other = java.util.Arrays.copyOf(line, length);
      SignatureLine cut = new SignatureLine(WITNESS.name(), Base64Text.encode(other));
      assertEquals(Reason.BAD_SIGNATURE, refusal(note(cut), WITNESS));
    }
  }

  @Test
  void everyFlippedBit_isRefused() {
    byte[] good = note(signed(), cosigned(NOON)).bytes();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      int at = bit;
      try {
        NoteVerdict verdict = Note.parse(flipped).verify(List.of(LOG, WITNESS));
        int signers = verdict instanceof Verified v ? v.signatures().size() : 0;
        assertEquals(true, signers < 2, () -> "bit " + at);
      } catch (MalformedException e) {
        assertEquals(true, e.getMessage() != null);
      }
    }
  }

  @Test
  void parse_refusesOtherForms() {
    String good = new String(note(signed()).bytes(), StandardCharsets.UTF_8);
    String dash = "\u2014 ";
    assertRefused(
        "note without signatures, want a blank line before them",
        () -> Note.parse(bytes("text\n" + signed() + "\n")));
    assertRefused(
        "note without signatures, want a blank line before them",
        () -> Note.parse(bytes(good.substring(0, good.length() - 1))));
    assertRefused("note with 0 signatures, want 1 to 64", () -> Note.parse(bytes("text\n\n")));
    assertRefused(
        "signature line of 1 characters, want an em dash, a name and base64",
        () -> Note.parse(bytes("text\n\nx\n")));
    assertRefused(
        "signature line of 10 characters, want an em dash, a name and base64",
        () -> Note.parse(bytes(good + "- a AAAAAA\n")));
    assertRefused(
        "key name \"a+b\", want 1 to 255 bytes without space and plus",
        () -> Note.parse(bytes(good + dash + "a+b AAAAAAA=\n")));
    assertRefused(
        "key name \"a\\u00a0b\", want 1 to 255 bytes without space and plus",
        () -> Note.parse(bytes(good + dash + "a\u00A0b AAAAAAA=\n")));
    assertRefused(
        "key name \"a b\", want 1 to 255 bytes without space and plus",
        () -> Note.parse(bytes(good + dash + "a b AAAAAAA=\n")));
    assertRefused(
        "signature of 4 bytes, want a key id of 4 and a signature",
        () -> Note.parse(bytes(good + dash + "a AAAAAA==\n")));
    assertRefused(
        "base64 of 7 characters in another form, want RFC 4648 section 4, padded",
        () -> Note.parse(bytes(good + dash + "a AAAAAAA\n")));
    assertRefused(
        "base64 of 8 characters in another form, want RFC 4648 section 4, padded",
        () -> Note.parse(bytes(good + dash + "a AAAAAAB=\n")));
    assertRefused(
        "note with the control character 13, want none but the line feed",
        () -> Note.parse(bytes(good.replace("\n", "\r\n"))));
    assertRefused(
        "note that is not UTF-8, want UTF-8",
        () -> Note.parse(new byte[] {(byte) 0xC0, (byte) 0x80, '\n'}));
    assertRefused("note of 262145 bytes, want at most 262144", () -> Note.parse(new byte[262_145]));
    assertRefused(
        "more signatures than 64, want at most as many",
        () -> Note.parse(bytes(good + (signed() + "\n").repeat(64))));
    assertRefused(
        "signature of 13340 characters, want at most 10000 bytes",
        () -> Note.parse(bytes(good + dash + "a " + "AAAA".repeat(3335) + "\n")));
  }

  /** What a bound allows is read: 64 lines, and the first and the last second. */
  @Test
  void parse_whatTheLimitsAllow_isRead() throws MalformedException {
    String good = new String(note(signed()).bytes(), StandardCharsets.UTF_8);
    Note most = Note.parse(bytes(good + (signed() + "\n").repeat(63)));
    assertEquals(64, most.signatures().size());
    for (long second : new long[] {0, 253_402_300_799L}) {
      Verified verified =
          assertInstanceOf(Verified.class, note(cosigned(time(second))).verify(List.of(WITNESS)));
      assertEquals(List.of(new Signed(WITNESS, Optional.of(time(second)))), verified.signatures());
    }
  }

  /** The text may have empty lines: the last one ends it. */
  @Test
  void parse_splitsAtTheLastEmptyLine() throws MalformedException {
    for (String text : List.of("\n", "a\n\n", "\n\n\n", "a\n\n\u2014 b AAAAAAA=\n")) {
      Note note = new Note(text, List.of(sign(text)));
      assertEquals(note, Note.parse(note.bytes()));
      assertInstanceOf(Verified.class, note.verify(List.of(LOG)));
    }
  }

  @Test
  void values_cannotBeBuiltWrong() {
    assertThrows(IllegalArgumentException.class, () -> new Note("no end", List.of(signed())));
    assertThrows(IllegalArgumentException.class, () -> new Note("a\u0000\n", List.of(signed())));
    assertThrows(IllegalArgumentException.class, () -> new Note("\uD800\n", List.of(signed())));
    assertThrows(IllegalArgumentException.class, () -> new Note("a\n", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new SignatureLine("a", "AAAA"));
    assertThrows(IllegalArgumentException.class, () -> new SignatureLine("", "AAAAAAA="));
    assertThrows(
        IllegalArgumentException.class, () -> new NoteKey("a b", KeyType.ED25519, LOG.key()));
    assertThrows(
        IllegalArgumentException.class, () -> new NoteSigner(WITNESS, TestKeys.signer("x")));
    assertThrows(
        IllegalArgumentException.class, () -> new NoteSigner(LOG, TestKeys.signer("another key")));
  }

  @Test
  void parseLines_readsAWitnesssAnswer() throws MalformedException {
    String answer = cosigned(NOON) + "\n" + signed() + "\n";
    assertEquals(List.of(cosigned(NOON), signed()), Note.parseLines(bytes(answer)));
    assertEquals(List.of(), Note.parseLines(new byte[0]));
    assertRefused(
        "signature line without its end, want a line feed",
        () -> Note.parseLines(bytes(cosigned(NOON).toString())));
    assertArrayEquals(
        note(signed(), cosigned(NOON)).bytes(),
        note(signed()).with(List.of(cosigned(NOON))).bytes());
  }

  /** A signer that is broken, or attacked by faults, gives nothing away. */
  @Test
  void sign_whatItsOwnKeyDoesNotVerify_isNotHandedOn() {
    Signer broken =
        new Signer() {
          @Override
          public VerifyingKey key() {
            return LOG.key();
          }

          @Override
          public byte[] sign(byte[] message) {
            return new byte[64];
          }
        };
    assertThrows(IOException.class, () -> new NoteSigner(LOG, broken).sign(TEXT));
  }
}
