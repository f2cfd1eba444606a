package dev.solvent.attest.log;

import static dev.solvent.attest.Refusals.assertRefused;
import static dev.solvent.attest.Refusals.replaced;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/spec/log.md} sections 3 and 6. */
public final class LogProofTest {
  static final String ORIGIN = "exchange.example/log";
  private static final NoteKey LOG = TestKeys.key(ORIGIN, KeyType.ED25519);

  /** Of entry 2 in a log of five. */
  static LogProof proof() {
    List<byte[]> entries = SlowLog.entries(0, 5);
    return new LogProof(2, SlowLog.path(2, entries), signed(entries));
  }

  static SignedCheckpoint signed(List<byte[]> entries) {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, entries.size(), SlowLog.root(entries));
    try {
      return new SignedCheckpoint(
          checkpoint, List.of(TestKeys.noteSigner(ORIGIN).sign(checkpoint.text())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean shows(byte[] bytes) throws MalformedException {
    LogProof proof = LogProof.parse(bytes);
    return proof.checkpoint().check(ORIGIN, List.of(LOG)) instanceof CheckpointVerdict.Accepted
        && proof.check(SlowLog.entry(2), 2) instanceof Accepted;
  }

  @Test
  void proof_printsBackAndShowsItsEntry() throws MalformedException {
    byte[] bytes = proof().bytes();
    assertArrayEquals(bytes, LogProof.parse(bytes).bytes());
    assertEquals(proof(), LogProof.parse(bytes));
    assertEquals(true, shows(bytes));
    assertInstanceOf(ProofVerdict.Rejected.class, proof().check(SlowLog.entry(2), 1));
    assertInstanceOf(ProofVerdict.Rejected.class, proof().check(SlowLog.entry(1), 2));
  }

  /** Of a proof, and of the checkpoint in it. */
  @Test
  void everyFlippedBit_isRefused() {
    byte[] good = proof().bytes();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      int at = bit;
      try {
        assertFalse(shows(flipped), () -> "bit " + at);
      } catch (MalformedException e) {
        assertFalse(e.getMessage() == null);
      }
    }
  }

  @Test
  void parse_refusesOtherForms() {
    String good = new String(proof().bytes(), StandardCharsets.UTF_8);
    String format = "c2sp.org/tlog-proof@v1\n";
    assertRefused(
        "log proof \"c2sp.org/tlog-proof@v1\\u000aextra AAAA\\u000a\", want the lines"
            + " c2sp.org/tlog-proof@v1 and index",
        () -> LogProof.parse((format + "extra AAAA\n").getBytes(StandardCharsets.UTF_8)));
    assertThrows(
        MalformedException.class,
        () -> LogProof.parse(replaced(good, format, format + "extra AAAA\n")));
    assertRefused(
        "index \"02\", want a decimal of 0 to 2^63 - 1 without leading zeros",
        () -> LogProof.parse(replaced(good, "index 2\n", "index 02\n")));
    assertRefused(
        "index \"9223372036854775808\", want a decimal of 0 to 2^63 - 1 without leading zeros",
        () -> LogProof.parse(replaced(good, "index 2\n", "index 9223372036854775808\n")));
    assertRefused(
        "hash of a proof \"AAAA\", want 32 bytes in base64",
        () -> LogProof.parse(replaced(good, "index 2\n", "index 2\nAAAA\n")));
    assertRefused(
        "proof of more than 63 hashes, want fewer",
        () ->
            LogProof.parse(
                replaced(good, "index 2\n", "index 2\n" + ("A".repeat(43) + "=\n").repeat(64))));
    assertRefused(
        "proof without an end, want an empty line after it",
        () -> LogProof.parse((format + "index 2\n").getBytes(StandardCharsets.UTF_8)));
    assertThrows(
        IllegalArgumentException.class, () -> new LogProof(-1, List.of(), proof().checkpoint()));
  }

  @Test
  void checkpoint_otherForms_areRefused() throws MalformedException {
    String root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    assertEquals(Checkpoint.empty("o p"), Checkpoint.parse("o p\n0\n" + root + "\n"));
    String want = ", want the three lines origin, size and root";
    assertRefused("checkpoint \"o\\u000a0\\u000a\"" + want, () -> Checkpoint.parse("o\n0\n"));
    for (String text :
        List.of(
            "o\n0\n" + root,
            "o\n0\n" + root + "\nextension\n",
            "o\n0\n" + root + "\n\n",
            "",
            "\n0\n" + root + "\n",
            "o\n00\n" + root + "\n",
            "o\n+0\n" + root + "\n",
            "o\n-1\n" + root + "\n",
            "o\n1\n" + root.substring(4) + "\n",
            "o\n1 \n" + root + "\n",
            "o\n1\n" + root.replace("U=", "V=") + "\n",
            "o\n0\n" + "A".repeat(43) + "=\n",
            "o\n9223372036854775808\n" + root + "\n",
            "o".repeat(256) + "\n1\n" + root + "\n")) {
      assertThrows(MalformedException.class, () -> Checkpoint.parse(text), text);
    }
    assertThrows(
        IllegalArgumentException.class, () -> new Checkpoint("o", -1, LogHasher.EMPTY_ROOT));
    assertThrows(
        IllegalArgumentException.class, () -> new Checkpoint("o\n", 0, LogHasher.EMPTY_ROOT));
  }

  @Test
  void checkpoint_ofAnotherLogOrWithoutEveryPinnedKey_isRejected() {
    SignedCheckpoint signed = proof().checkpoint();
    NoteKey second = TestKeys.key("second", KeyType.ED25519);
    assertEquals(
        CheckpointVerdict.Reason.OTHER_ORIGIN, reason(signed.check("other/log", List.of(LOG))));
    assertEquals(
        CheckpointVerdict.Reason.NOT_SIGNED, reason(signed.check(ORIGIN, List.of(second))));
    assertEquals(
        "1 of the log's keys signed, want all 2",
        ((CheckpointVerdict.Rejected) signed.check(ORIGIN, List.of(LOG, second))).detail());
    assertThrows(IllegalArgumentException.class, () -> signed.check(ORIGIN, List.of()));
  }

  private static CheckpointVerdict.Reason reason(CheckpointVerdict verdict) {
    return assertInstanceOf(CheckpointVerdict.Rejected.class, verdict).reason();
  }

  @Test
  void tilePath_otherForms_areRefused() throws MalformedException {
    TilePath.parse("tile/63/x036/x028/x797/x018/x963/967");
    for (String path :
        List.of(
            "tile/0/0",
            "tile/00/000",
            "tile/64/000",
            "tile/-1/000",
            "tile/0/x000/000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "/tile/0/000",
            "tile/0/x001",
            "tile/0/001/000",
            "tile/0/000/",
            "tile/entries/000.P/1",
            "tile/data/000",
            "tile/0/x036/x028/x797/x018/x963/968",
            "tile/0/../000",
            "tile/0/000\n",
            "",
            "tile/0/٠٠٠")) {
      assertThrows(MalformedException.class, () -> TilePath.parse(path), path);
    }
    assertThrows(IllegalArgumentException.class, () -> new TilePath(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new TilePath(64, 0, 1));
    assertEquals(0, TilePath.widthOf(0, 1, 256));
    assertEquals(0, TilePath.widthOf(0, 9, 256));
    assertEquals(256, TilePath.widthOf(0, 0, 256));
    assertEquals(127, TilePath.widthOf(7, 0, Long.MAX_VALUE));
    assertEquals(0, TilePath.widthOf(8, 0, Long.MAX_VALUE));
  }

  @Test
  void bundle_otherForms_areRefused() throws MalformedException {
    byte[] bundle = EntryBundle.print(List.of(new byte[] {7}, new byte[0]));
    assertArrayEquals(new byte[] {0, 1, 7, 0, 0}, bundle);
    assertEquals(2, EntryBundle.parse(bundle, 2).size());
    assertRefused("bundle of 5 bytes, want the 3 of 1 entries", () -> EntryBundle.parse(bundle, 1));
    assertRefused(
        "bundle that ends within entry 2, want 3 entries", () -> EntryBundle.parse(bundle, 3));
    assertRefused(
        "bundle that ends within entry 0, want 1 entries",
        () -> EntryBundle.parse(new byte[] {0, 2, 1}, 1));
    assertThrows(
        IllegalArgumentException.class, () -> EntryBundle.print(List.of(new byte[65_536])));
  }
}
