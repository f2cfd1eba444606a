package dev.solvent.verifier;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The trust roots of {@link TestPublication}: two people sign each of them. */
public final class TestRoots {
  private static final List<String> PEOPLE = List.of("root one", "root two");

  private TestRoots() {}

  public static TrustRoot first() {
    return firstOf(TestPublication.ISSUER.domain(), PEOPLE);
  }

  /** A first root of whatever issuer, signed by whomever. */
  public static TrustRoot firstOf(String issuer, List<String> people) {
    String origin = issuer + "/log";
    return new TrustRoot(
        new Issuer(issuer),
        List.of(TestKeys.note(origin, KeyType.ED25519, "log")),
        origin,
        0,
        Optional.empty(),
        Optional.of(TestKeys.key("receipts")),
        people(people),
        List.of(new Period(0, OptionalLong.empty(), TestKeys.set(1, statementKey(1)))),
        1,
        JsonObject.EMPTY);
  }

  private static KeySet people(List<String> names) {
    return TestKeys.set(names.size(), names.toArray(String[]::new));
  }

  /** The name of the key that signs statements under the root of that version. */
  public static String statementKey(long version) {
    return "statement " + version;
  }

  /** The next root, at that size of the log: from there on another key signs statements. */
  public static TrustRoot after(TrustRoot before, long size) {
    Period open = before.statements().getLast();
    List<Period> periods = new ArrayList<>(before.statements());
    periods.removeLast();
    periods.add(new Period(open.from(), OptionalLong.of(size), open.signers()));
    periods.add(
        new Period(
            size, OptionalLong.empty(), TestKeys.set(1, statementKey(before.version() + 1))));
    return next(before, size, periods, before.rootKeys());
  }

  /** The next root, that other people sign. */
  public static TrustRoot handedTo(TrustRoot before, String... people) {
    return next(before, before.logSize(), before.statements(), TestKeys.set(people.length, people));
  }

  private static TrustRoot next(
      TrustRoot before, long size, List<Period> periods, KeySet rootKeys) {
    return new TrustRoot(
        before.issuer(),
        before.logKeys(),
        before.logOrigin(),
        size,
        Optional.of(before.id()),
        before.receiptKey(),
        rootKeys,
        periods,
        before.version() + 1,
        JsonObject.EMPTY);
  }

  public static SignedRoot signed(TrustRoot root) throws IOException, MalformedException {
    return signed(root, PEOPLE.toArray(String[]::new));
  }

  public static SignedRoot signed(TrustRoot root, String... names)
      throws IOException, MalformedException {
    List<Signer> signers = Stream.of(names).map(TestKeys::signer).toList();
    return SignedRoot.parse(
        Envelope.sign(SignedRoot.PAYLOAD_TYPE, root.toBytes(), signers).toBytes());
  }
}
