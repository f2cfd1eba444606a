package dev.solvent.attest.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** One root after another: rotation, revocation, and what a later root may not do. */
final class TrustRootTest {
  private final Roots roots = new Roots();

  private static void assertRefused(Optional<String> refusal, String because) {
    assertTrue(refusal.isPresent(), "accepted, want it refused: " + because);
    assertTrue(refusal.get().contains(because), refusal.get());
  }

  @Test
  void theExampleOfTheText_isARoot() throws Exception {
    SpecFile document = SpecFile.of("trust-root.md");
    byte[] bytes = document.example();
    TrustRoot root = TrustRoot.parse(bytes);
    assertArrayEquals(bytes, root.toBytes());
    assertTrue(document.text().contains("`" + root.id() + "`"));
  }

  @Test
  void aRoot_isReadAgain() throws Exception {
    TrustRoot root = roots.first();
    assertEquals(root, TrustRoot.parse(root.toBytes()));
    SignedRoot signed = roots.signed(root, roots.alice, roots.bob);
    assertEquals(root, SignedRoot.parse(signed.envelope().toBytes()).root());
    assertEquals(root.id(), signed.id());
  }

  @Test
  void threat28_aRootSignedByTooFewOfItsOwnKeys_isMalformed() throws Exception {
    byte[] one = roots.envelope(roots.first(), roots.alice).toBytes();
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SignedRoot.parse(one));
    assertTrue(refused.getMessage().contains("1 of the pinned keys signed, want 2"));
    byte[] twice = roots.envelope(roots.first(), roots.alice, TestSigner.ed25519()).toBytes();
    assertThrows(MalformedException.class, () -> SignedRoot.parse(twice));
    byte[] otherType =
        Envelope.sign("text/plain", roots.first().toBytes(), List.of(roots.alice, roots.bob))
            .toBytes();
    assertThrows(MalformedException.class, () -> SignedRoot.parse(otherType));
  }

  @Test
  void rotation_closesThePeriodAndOpensAnother() throws Exception {
    TrustRoot first = roots.first();
    TrustRoot second = roots.rotated(first, 100, 120, roots.newStatementKey);
    SignedRoot signed = roots.signed(second, roots.alice, roots.bob);
    assertEquals(Optional.empty(), signed.refusalAfter(first));
    assertEquals(List.of(roots.statementKey.key()), second.signersAt(119).keys());
    assertEquals(List.of(roots.newStatementKey.key()), second.signersAt(120).keys());
    assertEquals(List.of(roots.newStatementKey.key()), second.signersAt(1L << 50).keys());
  }

  /** The least that is allowed: the key goes with the entry that is written next. */
  @Test
  void rotation_atTheSizeOfTheLog_follows() throws Exception {
    TrustRoot first = roots.first();
    TrustRoot second = roots.rotated(first, 100, 100, roots.newStatementKey);
    assertEquals(
        Optional.empty(), roots.signed(second, roots.alice, roots.bob).refusalAfter(first));
  }

  @Test
  void threat28_aStolenOldKey_signsNothingAfterItsPeriod() throws Exception {
    TrustRoot second = roots.rotated(roots.first(), 100, 120, roots.newStatementKey);
    assertTrue(!second.signersAt(120).keys().contains(roots.statementKey.key()));
    assertTrue(!second.signersAt(119).keys().contains(roots.newStatementKey.key()));
  }

  @Test
  void threat28_aRootThatDisownsThePast_isRefused() throws Exception {
    TrustRoot first = roots.first();
    TrustRoot second = roots.rotated(first, 100, 120, roots.newStatementKey);
    TestSigner other = TestSigner.ed25519();
    // closed below the size of the log that it names itself
    assertRefused(
        roots
            .signed(roots.rotated(first, 100, 99, other), roots.alice, roots.bob)
            .refusalAfter(first),
        "a period closed at 99, want 100 or above");
    // other signers of the open period
    TrustRoot swapped =
        roots.with(
            first, 2, first.id(), 100, List.of(Roots.period(0, OptionalLong.empty(), other)));
    assertRefused(
        roots.signed(swapped, roots.alice, roots.bob).refusalAfter(first), "other signers");
    // an elapsed period changed
    List<Period> changed =
        List.of(
            Roots.period(0, OptionalLong.of(110), roots.statementKey),
            Roots.period(110, OptionalLong.empty(), roots.newStatementKey));
    TrustRoot third = roots.with(second, 3, second.id(), 200, changed);
    assertRefused(
        roots.signed(third, roots.alice, roots.bob).refusalAfter(second), "elapsed periods");
    // an elapsed period dropped
    List<Period> dropped = List.of(Roots.period(0, OptionalLong.empty(), roots.newStatementKey));
    TrustRoot less = roots.with(second, 3, second.id(), 200, dropped);
    assertRefused(
        roots.signed(less, roots.alice, roots.bob).refusalAfter(second), "elapsed periods");
    // a smaller log
    TrustRoot smaller = roots.with(second, 3, second.id(), 99, second.statements());
    assertRefused(
        roots.signed(smaller, roots.alice, roots.bob).refusalAfter(second), "log size 99");
  }

  @Test
  void threat28_aRootThatDoesNotFollow_isRefused() throws Exception {
    TrustRoot first = roots.first();
    TrustRoot skipped = roots.with(first, 3, first.id(), 0, first.statements());
    assertRefused(
        roots.signed(skipped, roots.alice, roots.bob).refusalAfter(first), "version 3, want 2");
    Hash unknown = Hash.of(new byte[32]);
    TrustRoot stranger = roots.with(first, 2, unknown, 0, first.statements());
    assertRefused(
        roots.signed(stranger, roots.alice, roots.bob).refusalAfter(first), "previous " + unknown);
    TrustRoot issuer = roots.ofIssuer("other.example", first);
    assertRefused(
        roots.signed(issuer, roots.alice, roots.bob).refusalAfter(first), "issuer other.example");
    TrustRoot origin = roots.ofOrigin("exchange.example/log2", first);
    assertRefused(
        roots.signed(origin, roots.alice, roots.bob).refusalAfter(first), "which never changes");
  }

  @Test
  void threat28_newRootKeys_needTheOldOnesToo() throws Exception {
    TrustRoot first = roots.first();
    TrustRoot second = roots.withRootKeys(first, roots.carol, roots.dave);
    assertRefused(
        roots.signed(second, roots.carol, roots.dave).refusalAfter(first),
        "0 of the pinned keys signed, want 2, those of the root before");
    assertRefused(
        roots.signed(second, roots.carol, roots.dave, roots.alice).refusalAfter(first),
        "1 of the pinned keys signed, want 2");
    assertEquals(
        Optional.empty(),
        roots.signed(second, roots.carol, roots.dave, roots.alice, roots.bob).refusalAfter(first));
    byte[] onlyOld = roots.envelope(second, roots.alice, roots.bob).toBytes();
    assertThrows(MalformedException.class, () -> SignedRoot.parse(onlyOld));
  }

  /** With one field of a good root changed: made by a program, not read. */
  private TrustRoot made(
      List<NoteKey> logKeys, String origin, long size, Optional<Hash> previous, long version) {
    TrustRoot first = roots.first();
    return new TrustRoot(
        first.issuer(),
        logKeys,
        origin,
        size,
        previous,
        first.receiptKey(),
        first.rootKeys(),
        first.statements(),
        version,
        JsonObject.EMPTY);
  }

  private static void assertNoRoot(String message, Executable made) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
  }

  @Test
  void aRootThatSaysTooLittleOrTooMuch_cannotBeMade() throws Exception {
    String origin = Roots.ORIGIN;
    List<NoteKey> keys = List.of(roots.logKey(origin));
    Optional<Hash> none = Optional.empty();
    Optional<Hash> before = Optional.of(Hash.of(new byte[32]));
    assertEquals(roots.first(), made(keys, origin, 0, none, 1));
    long most = JsonInteger.MAX;
    assertEquals(most, TrustRoot.parse(made(keys, origin, most, before, most).toBytes()).version());
    assertNoRoot("version: 0, want 1 to 2^53 - 1", () -> made(keys, origin, 0, none, 0));
    assertNoRoot(
        "version: 9007199254740992, want 1 to 2^53 - 1",
        () -> made(keys, origin, 0, before, most + 1));
    assertNoRoot(
        "previous: present, want it in every version but the first",
        () -> made(keys, origin, 0, before, 1));
    assertNoRoot(
        "previous: absent, want it in every version but the first",
        () -> made(keys, origin, 0, none, 2));
    assertNoRoot("logSize: -1, want 0 to 2^53 - 1", () -> made(keys, origin, -1, none, 1));
    assertNoRoot(
        "logSize: 9007199254740992, want 0 to 2^53 - 1",
        () -> made(keys, origin, most + 1, none, 1));
    assertNoRoot("log keys: 0, want 1 to 10, each once", () -> made(List.of(), origin, 0, none, 1));
    assertNoRoot(
        "log keys: 2, want 1 to 10, each once",
        () -> made(List.of(keys.getFirst(), keys.getFirst()), origin, 0, none, 1));
    assertNoRoot(
        "log key: exchange.example/log, want the log's origin",
        () -> made(keys, "exchange.example/log2", 0, none, 1));
    for (String bad : List.of("", "a b", "a+b", "a\u007fb", "\u00e9", "a".repeat(256))) {
      assertNoRoot(
          "log origin: " + bad.length() + " characters, want printable text",
          () -> made(keys, bad, 0, none, 1));
    }
    String longest = "~".repeat(255);
    assertEquals(longest, made(List.of(roots.logKey(longest)), longest, 0, none, 1).logOrigin());
  }

  @Test
  void noStatementStandsBeforeTheFirst() {
    assertThrows(IllegalArgumentException.class, () -> roots.first().signersAt(-1));
  }

  @Test
  void aPeriod_endsAtMostWhereNumbersDo() {
    OptionalLong end = OptionalLong.of(JsonInteger.MAX);
    assertEquals(end, Roots.period(JsonInteger.MAX, end, roots.statementKey).to());
    for (long wrong : new long[] {-1, JsonInteger.MAX + 1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Roots.period(wrong, OptionalLong.empty(), roots.statementKey));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Roots.period(0, OptionalLong.of(JsonInteger.MAX + 1), roots.statementKey));
  }

  @Test
  void periods_haveNoGapAndOneOpenEnd() {
    TrustRoot first = roots.first();
    OptionalLong open = OptionalLong.empty();
    for (List<Period> wrong :
        List.of(
            List.<Period>of(),
            List.of(Roots.period(1, open, roots.statementKey)),
            List.of(Roots.period(0, OptionalLong.of(5), roots.statementKey)),
            List.of(
                Roots.period(0, OptionalLong.of(5), roots.statementKey),
                Roots.period(6, open, roots.newStatementKey)),
            List.of(
                Roots.period(0, open, roots.statementKey),
                Roots.period(5, open, roots.newStatementKey)))) {
      assertThrows(
          IllegalArgumentException.class, () -> roots.with(first, 2, first.id(), 0, wrong));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Roots.period(5, OptionalLong.of(4), roots.statementKey));
  }

  @Test
  void thresholds_countDistinctKeys() {
    TestSigner key = TestSigner.p256();
    assertThrows(
        IllegalArgumentException.class, () -> new KeySet(List.of(key.key(), key.key()), 2));
    assertThrows(IllegalArgumentException.class, () -> new KeySet(List.of(key.key()), 2));
    assertThrows(IllegalArgumentException.class, () -> new KeySet(List.of(key.key()), 0));
    assertThrows(IllegalArgumentException.class, () -> new KeySet(List.of(), 1));
  }
}
