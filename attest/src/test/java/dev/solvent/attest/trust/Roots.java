package dev.solvent.attest.trust;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** An exchange's roots and the keys behind them. */
public final class Roots {
  public static final Issuer ISSUER = new Issuer("exchange.example");
  public static final String ORIGIN = "exchange.example/log";

  public final TestSigner alice = TestSigner.ed25519();
  public final TestSigner bob = TestSigner.p256();
  final TestSigner carol = TestSigner.ed25519();
  final TestSigner dave = TestSigner.ed25519();
  public final TestSigner log = TestSigner.ed25519();
  public final TestSigner receipts = TestSigner.p256();
  public final TestSigner statementKey = TestSigner.ed25519();
  public final TestSigner newStatementKey = TestSigner.p256();

  static KeySet keys(int threshold, TestSigner... signers) {
    List<VerifyingKey> keys =
        Stream.of(signers)
            .map(TestSigner::key)
            .sorted(Comparator.comparing(key -> key.id().toString()))
            .toList();
    return new KeySet(keys, threshold);
  }

  static Period period(long from, OptionalLong to, TestSigner signer) {
    return new Period(from, to, keys(1, signer));
  }

  public NoteKey logKey(String origin) {
    return new NoteKey(origin, KeyType.ED25519, (Ed25519Key) log.key());
  }

  public TrustRoot first() {
    return new TrustRoot(
        ISSUER,
        List.of(logKey(ORIGIN)),
        ORIGIN,
        0,
        Optional.empty(),
        Optional.of(receipts.key()),
        keys(2, alice, bob),
        List.of(period(0, OptionalLong.empty(), statementKey)),
        1,
        JsonObject.EMPTY);
  }

  TrustRoot with(TrustRoot root, long version, Hash previous, long size, List<Period> periods) {
    return new TrustRoot(
        root.issuer(),
        root.logKeys(),
        root.logOrigin(),
        size,
        Optional.of(previous),
        root.receiptKey(),
        root.rootKeys(),
        periods,
        version,
        JsonObject.EMPTY);
  }

  public TrustRoot rotated(TrustRoot root, long size, long end, TestSigner next) {
    Period open = root.statements().getLast();
    List<Period> periods =
        Stream.concat(
                root.statements().stream().limit(root.statements().size() - 1L),
                Stream.of(
                    new Period(open.from(), OptionalLong.of(end), open.signers()),
                    period(end, OptionalLong.empty(), next)))
            .toList();
    return with(root, root.version() + 1, root.id(), size, periods);
  }

  TrustRoot withRootKeys(TrustRoot root, TestSigner... signers) {
    return new TrustRoot(
        root.issuer(),
        root.logKeys(),
        root.logOrigin(),
        root.logSize(),
        Optional.of(root.id()),
        root.receiptKey(),
        keys(signers.length, signers),
        root.statements(),
        root.version() + 1,
        JsonObject.EMPTY);
  }

  TrustRoot ofIssuer(String domain, TrustRoot before) {
    return other(new Issuer(domain), before.logOrigin(), before);
  }

  TrustRoot ofOrigin(String origin, TrustRoot before) {
    return other(before.issuer(), origin, before);
  }

  private TrustRoot other(Issuer issuer, String origin, TrustRoot before) {
    return new TrustRoot(
        issuer,
        List.of(logKey(origin)),
        origin,
        before.logSize(),
        Optional.of(before.id()),
        before.receiptKey(),
        before.rootKeys(),
        before.statements(),
        before.version() + 1,
        JsonObject.EMPTY);
  }

  Envelope envelope(TrustRoot root, Signer... signers) throws IOException {
    return Envelope.sign(SignedRoot.PAYLOAD_TYPE, root.toBytes(), List.of(signers));
  }

  public SignedRoot signed(TrustRoot root, Signer... signers)
      throws IOException, MalformedException {
    return SignedRoot.parse(envelope(root, signers).toBytes());
  }
}
