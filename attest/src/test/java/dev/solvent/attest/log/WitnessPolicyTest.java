package dev.solvent.attest.log;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.WitnessPolicy.Group;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.log.WitnessPolicy.Witness;
import dev.solvent.attest.log.WitnessVerdict.QuorumMet;
import dev.solvent.attest.log.WitnessVerdict.QuorumMissed;
import dev.solvent.attest.log.WitnessVerdict.Reason;
import dev.solvent.attest.log.WitnessVerdict.Rejected;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code docs/spec/witness.md} sections 4 and 5. */
public final class WitnessPolicyTest {
  private static final String ORIGIN = "exchange.example/log";
  private static final long NOON = 1_790_000_000;
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(ORIGIN, 1, LogHasher.leaf(new byte[0]));

  private static String key(String name) {
    return TestKeys.key(name, KeyType.COSIGNATURE).toString();
  }

  private static String nested() {
    return "# mine\n\nlog "
        + TestKeys.key(ORIGIN, KeyType.ED25519)
        + " https://exchange.example/log\n"
        + "witness X1 "
        + key("x1")
        + "\n witness\tX2  "
        + key("x2")
        + " \nwitness X3 "
        + key("x3")
        + "\ngroup X 2 X1 X2 X3\nwitness Y1 "
        + key("y1")
        + " https://y.example\nwitness Y2 "
        + key("y2")
        + "\ngroup Y any Y1 Y2\ngroup both all X Y\nquorum both\n";
  }

  private static WitnessPolicy parse(String text) throws MalformedException {
    return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED);
  }

  private static Timestamp time(long seconds) {
    return new Timestamp(Instant.ofEpochSecond(seconds));
  }

  private static SignatureLine cosigned(String name, long seconds) {
    try {
      return TestKeys.cosigner(name).cosign(CHECKPOINT.text(), time(seconds));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SignedCheckpoint signed(SignatureLine... cosignatures) {
    try {
      List<SignatureLine> lines = new ArrayList<>(Arrays.asList(cosignatures));
      lines.addFirst(TestKeys.noteSigner(ORIGIN).sign(CHECKPOINT.text()));
      return new SignedCheckpoint(CHECKPOINT, lines);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static WitnessVerdict check(SignatureLine... lines) throws MalformedException {
    return parse(nested()).check(signed(lines), time(NOON), MINUTE);
  }

  @Test
  void quorum_ofNestedGroups_namesWhoAndWhen() throws MalformedException {
    QuorumMet met =
        assertInstanceOf(
            QuorumMet.class,
            check(cosigned("x1", NOON - 5), cosigned("x3", NOON), cosigned("y2", NOON - 9)));
    assertEquals(
        List.of("X1 " + time(NOON - 5), "X3 " + time(NOON), "Y2 " + time(NOON - 9)),
        met.cosigned().stream().map(one -> one.witness().name() + " " + one.time()).toList());
  }

  @Test
  void quorum_missed_saysHowManyAndWhatIsWanted() throws MalformedException {
    QuorumMissed missed =
        assertInstanceOf(QuorumMissed.class, check(cosigned("x1", NOON), cosigned("x2", NOON)));
    assertEquals("2 witnesses cosigned, want 2 of the group \"both\"", missed.detail());
    assertInstanceOf(QuorumMissed.class, check());
    assertInstanceOf(
        QuorumMissed.class,
        check(cosigned("y1", NOON), cosigned("y2", NOON), cosigned("x1", NOON)));
    assertWanted("1 of the group \"Y\"", "quorum Y\n");
    assertWanted("the witness \"Y1\"", "quorum Y1\n");
  }

  private static void assertWanted(String wanted, String quorum) throws MalformedException {
    QuorumMissed missed =
        assertInstanceOf(
            QuorumMissed.class,
            parse(nested().replace("quorum both\n", quorum)).check(signed(), time(NOON), MINUTE));
    assertEquals("0 witnesses cosigned, want " + wanted, missed.detail());
  }

  private static boolean isMetSince(long oldest, WitnessPolicy policy, SignatureLine... lines) {
    QuorumMet met =
        assertInstanceOf(QuorumMet.class, policy.check(signed(lines), time(NOON), MINUTE));
    return policy.isMetSince(Instant.ofEpochSecond(oldest), met);
  }

  /** What a witness said long ago does not say how the log is now. */
  @Test
  void quorum_since_isOfTheLinesMadeSinceThen() throws MalformedException {
    WitnessPolicy policy = parse(nested());
    SignatureLine[] lines = {
      cosigned("x1", NOON - 9),
      cosigned("x2", NOON - 5),
      cosigned("x3", NOON - 4),
      cosigned("y2", NOON - 3)
    };
    assertTrue(isMetSince(NOON - 9, policy, lines), "all of them");
    assertTrue(isMetSince(NOON - 5, policy, lines), "X2, X3 and Y2 are enough");
    assertFalse(isMetSince(NOON - 4, policy, lines), "X3 and Y2 are not");
    assertFalse(isMetSince(NOON, policy, lines), "none");
  }

  /** Nobody is needed; but where somebody was there, not only long ago. */
  @Test
  void quorum_since_ofNone_isNotOfThoseBefore() throws MalformedException {
    String text = nested().replace("quorum both", "quorum none");
    WitnessPolicy policy =
        WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8), NoQuorum.ALLOWED);
    assertTrue(isMetSince(NOON, policy));
    assertTrue(isMetSince(NOON - 5, policy, cosigned("x1", NOON - 9), cosigned("x2", NOON - 5)));
    assertFalse(isMetSince(NOON - 5, policy, cosigned("x1", NOON - 9)));
  }

  /** One witness's second line, and lines of strangers, count for nothing. */
  @Test
  void quorum_countsDistinctWitnesses() throws MalformedException {
    assertInstanceOf(
        QuorumMissed.class,
        check(
            cosigned("x1", NOON),
            cosigned("x1", NOON - 1),
            cosigned("x1", NOON),
            cosigned("z1", NOON),
            cosigned("y1", NOON)));
  }

  @Test
  void cosignature_thatIsWrongOrFromTheFuture_isRefusedWhateverTheOthersSay()
      throws MalformedException {
    SignatureLine[] good = {cosigned("x1", NOON), cosigned("x2", NOON + 60), cosigned("y1", NOON)};
    assertInstanceOf(QuorumMet.class, check(good));
    SignatureLine[] future = Arrays.copyOf(good, 4);
    future[3] = cosigned("y2", NOON + 61);
    assertEquals(Reason.FROM_THE_FUTURE, assertInstanceOf(Rejected.class, check(future)).reason());
    SignatureLine[] wrong = Arrays.copyOf(good, 4);
    wrong[3] = new SignatureLine("y2", cosigned("y2", NOON).base64().replaceAll("..==$", "AA=="));
    assertEquals(Reason.BAD_SIGNATURE, assertInstanceOf(Rejected.class, check(wrong)).reason());
  }

  @Test
  void quorum_none_onlyWhereTheReaderAllowsIt() throws MalformedException {
    byte[] none = "quorum none\n".getBytes(StandardCharsets.UTF_8);
    assertRefused(
        "quorum none, want a witness or a group",
        () -> WitnessPolicy.parse(none, NoQuorum.REFUSED));
    WitnessPolicy policy = WitnessPolicy.parse(none, NoQuorum.ALLOWED);
    assertEquals(new QuorumMet(List.of()), policy.check(signed(), time(NOON), MINUTE));
  }

  @Test
  void parse_readsAllThatStandsThere() throws MalformedException {
    WitnessPolicy policy = parse(nested());
    assertEquals(1, policy.logs().size());
    assertEquals(
        List.of("X1", "X2", "X3", "Y1", "Y2"),
        policy.witnesses().stream().map(Witness::name).toList());
    assertEquals(Optional.of("https://y.example"), policy.witnesses().get(3).url());
    assertEquals(new Group("both", 2, List.of("X", "Y")), policy.groups().get(2));
  }

  @Test
  void parse_refusesOtherPolicies() {
    String w = "witness a " + key("a") + "\nwitness b " + key("b") + "\n";
    assertRefused("policy without a quorum, want one line that names it", () -> parse(w));
    assertRefused(
        "policy line 3 with the name \"c\", want one that is defined above it",
        () -> parse(w + "quorum c\n"));
    assertRefused(
        "policy line 4 of 2 words beginning \"quorum\", want a log, a witness, a group, or the only"
            + " quorum",
        () -> parse(w + "quorum a\nquorum a\n"));
    assertRefused(
        "policy line 3 with the threshold 3, want 1 to the 2 members",
        () -> parse(w + "group g 3 a b\nquorum g\n"));
    assertRefused(
        "policy line 3 with the threshold 0, want 1 to the 2 members",
        () -> parse(w + "group g 0 a b\nquorum g\n"));
    assertRefused(
        "threshold \"02\", want a decimal of 0 to 2^63 - 1 without leading zeros",
        () -> parse(w + "group g 02 a b\nquorum g\n"));
    assertRefused(
        "policy: member \"a\", want one defined above and in no other group",
        () -> parse(w + "group g any a a\nquorum g\n"));
    assertRefused(
        "policy: member \"a\", want one defined above and in no other group",
        () -> parse(w + "group g any a\ngroup h all a b\nquorum h\n"));
    assertRefused(
        "policy line 3 with the name \"g\", want one that is defined above it",
        () -> parse(w + "group g any g\nquorum g\n"));
    assertRefused(
        "policy line 3 with the name \"a\", want one that is not taken, and not none",
        () -> parse(w + "witness a " + key("c") + "\nquorum a\n"));
    assertRefused(
        "policy line 3 with the name \"none\", want one that is not taken, and not none",
        () -> parse(w + "group none any a\nquorum a\n"));
    assertRefused(
        "policy of 1 whole lines, want at most 512, each ended", () -> parse("# x\nquorum a"));
    assertRefused(
        "policy with a control character, want only tab and line feed",
        () -> parse(w + "quorum a\r\n"));
    assertRefused(
        "policy of 513 whole lines, want at most 512, each ended", () -> parse("\n".repeat(600)));
  }

  @Test
  void parse_ofTheMostLinesAndBytes() throws MalformedException {
    String quorum = "witness a " + key("a") + "\nquorum a\n";
    assertEquals("a", parse("\n".repeat(510) + quorum).quorum());
    assertRefused(
        "policy of 513 whole lines, want at most 512, each ended",
        () -> parse("\n".repeat(511) + quorum));
    String most = "#".repeat((1 << 16) - quorum.length() - 1) + "\n" + quorum;
    assertEquals("a", parse(most).quorum());
    assertRefused("policy of 65537 bytes, want at most 65536", () -> parse("#" + most));
  }

  /** A key counts once, and a log's own key is no witness, under whatever name. */
  @Test
  void parse_keyTwice_isRefused() {
    assertRefused(
        "policy: key of \"a\" a second time, want each key once",
        () -> parse("witness a " + key("a") + "\nwitness b " + key("a") + "\nquorum a\n"));
    String log = "log " + TestKeys.key("a", KeyType.ED25519) + "\n";
    assertRefused(
        "policy: key of \"a\" a second time, want each key once",
        () -> parse(log + "witness a " + key("a") + "\nquorum a\n"));
    assertRefused(
        "policy: key of \"a\" of type ED25519, want COSIGNATURE",
        () -> parse("witness a " + TestKeys.key("a", KeyType.ED25519) + "\nquorum a\n"));
    assertThrows(IllegalArgumentException.class, () -> new Group("g", 2, List.of("a")));
    assertThrows(
        IllegalArgumentException.class,
        () -> new WitnessPolicy(List.of(), List.of(), List.of(), "g"));
  }
}
