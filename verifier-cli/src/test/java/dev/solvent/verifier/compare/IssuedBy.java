package dev.solvent.verifier.compare;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The first attestation of an issuer that owes seven units of a thing, as its own log holds it,
 * cosigned by the witnesses of {@code honest.policy.json}. Every private key is the hash of its
 * name.
 */
final class IssuedBy {
  private static final CommittedAsset OWED =
      new CommittedAsset(
          new Asset(new Ticker("XYZ"), 0),
          new Commitment(Digests.sha256(new byte[0]), Amount.of(7), 0));

  private final Issuer issuer;
  private final String origin;
  private final TrustRoot root;

  IssuedBy(String domain) {
    issuer = new Issuer(domain);
    origin = domain + "/log";
    root =
        new TrustRoot(
            issuer,
            List.of(noteKey(origin, KeyType.ED25519, "log of " + domain)),
            origin,
            0,
            Optional.empty(),
            Optional.empty(),
            set("root of " + domain),
            List.of(new Period(0, OptionalLong.empty(), set("statements of " + domain))),
            1,
            JsonObject.EMPTY);
  }

  private record NamedSigner(Ed25519Key key, PrivateKey secret) implements Signer {
    @Override
    public byte[] sign(byte[] message) {
      try {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(secret);
        signer.update(message);
        return signer.sign();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static NamedSigner signer(String name) {
    byte[] seed = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).toBytes();
    byte[] raw = new byte[Ed25519Key.BYTES];
    Ed25519.generatePublicKey(seed, 0, raw, 0);
    try {
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      return new NamedSigner(Ed25519Key.ofRaw(raw), secret);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static NoteKey noteKey(String name, KeyType type, String of) {
    return new NoteKey(name, type, signer(of).key());
  }

  private static KeySet set(String name) {
    return new KeySet(List.of(signer(name).key()), 1);
  }

  SignedRoot root() throws Exception {
    return SignedRoot.parse(
        Envelope.sign(
                SignedRoot.PAYLOAD_TYPE,
                root.toBytes(),
                List.of(signer("root of " + issuer.domain())))
            .toBytes());
  }

  Bundle bundle(
      Timestamp asOf,
      Timestamp nextDueBy,
      List<PinnedBlock> blocks,
      List<Holding> holdings,
      List<Octets> evidence)
      throws Exception {
    Epoch first = new Epoch(1);
    byte[] owed =
        new LiabilitiesManifest(asOf, List.of(OWED), first, List.of(), issuer, JsonObject.EMPTY)
            .toBytes();
    List<PinnedBlock> chains =
        blocks.stream()
            .sorted(Comparator.comparing(block -> block.block().chain().toString()))
            .toList();
    byte[] held =
        new ReservesManifest(asOf, chains, first, holdings, issuer, JsonObject.EMPTY).toBytes();
    Statement statement =
        new Statement(
            asOf,
            chains.stream().map(PinnedBlock::block).toList(),
            first,
            issuer,
            origin,
            nextDueBy,
            Optional.empty(),
            new RootName(root.id(), 1),
            List.of(
                new Subject(Subject.LIABILITIES, Digests.sha256(owed)),
                new Subject(Subject.RESERVES, Digests.sha256(held))));
    Envelope envelope =
        Envelope.sign(
            Statement.PAYLOAD_TYPE,
            statement.toBytes(),
            List.of(signer("statements of " + issuer.domain())));
    List<Octets> blobs = new ArrayList<>(evidence);
    Stream.of(owed, held).map(Octets::of).forEach(blobs::add);
    return new Bundle(
        Blobs.of(blobs),
        List.of(),
        envelope,
        new LogProof(0, List.of(), checkpoint(envelope)),
        List.of(),
        Optional.empty(),
        List.of(root()),
        List.of());
  }

  private SignedCheckpoint checkpoint(Envelope envelope) throws Exception {
    Timestamp at = Timestamp.parse("2026-05-28T21:00:00Z");
    Hash only = LogHasher.leaf(envelope.toBytes());
    Checkpoint checkpoint = new Checkpoint(origin, 1, only);
    String log = "log of " + issuer.domain();
    List<SignatureLine> lines = new ArrayList<>();
    lines.add(
        new NoteSigner(noteKey(origin, KeyType.ED25519, log), signer(log)).sign(checkpoint.text()));
    for (String witness : List.of("witness-one.example", "witness-two.example")) {
      lines.add(
          new Cosigner(noteKey(witness, KeyType.COSIGNATURE, witness), signer(witness))
              .cosign(checkpoint.text(), at));
    }
    return new SignedCheckpoint(checkpoint, lines);
  }
}
