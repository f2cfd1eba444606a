package dev.solvent.verifier;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is held in one epoch: ether in one wallet, seen by two observers, and signed for by the
 * wallet over the checkpoint before.
 *
 * @param blobs the files behind the manifest
 */
record TestReserves(
    List<NumberedBlock> blocks, Octets manifest, List<Octets> blobs, List<Envelope> observations) {
  private static final ChainId CHAIN = ChainId.evm(1);
  static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "60");

  /** Decodes to the same, and is spelled otherwise. */
  private static final AssetRef SAME_COIN = new AssetRef(CHAIN, AssetRef.COIN, "61");

  private static final Issuer ANOTHER = new Issuer("friend.example");
  private static final TestWallet WALLET = TestWallet.of(4243);
  private static final long FIRST_BLOCK = 25_000_000;

  static TestReserves of(TestDay day, Timestamp asOf, Epoch epoch, Checkpoint before)
      throws IOException {
    PinnedBlock block = block(epoch, asOf);
    List<Octets> blobs = new ArrayList<>();
    List<Holding> holdings = new ArrayList<>();
    List<ObservedHolding> seen = new ArrayList<>();
    if (day.held() > 0) {
      boolean anothers = day.wallet() == TestDay.Wallet.SIGNED_FOR_ANOTHER;
      Octets signed = signature(anothers ? ANOTHER : TestPublication.ISSUER, block, before);
      blobs.add(signed);
      holdings.add(holding(COIN, Amount.of(day.held()), signed));
      if (day.wallet() == TestDay.Wallet.COUNTED_TWICE) {
        holdings.add(holding(SAME_COIN, Amount.of(day.held()), signed));
      }
      seen.add(new ObservedHolding(WALLET.account(), COIN, Amount.of(day.held())));
    }
    List<Envelope> observations = new ArrayList<>();
    for (String observer : TestReader.OBSERVERS) {
      observations.add(
          Envelope.sign(
              Observation.PAYLOAD_TYPE,
              new Observation(block, seen).toBytes(),
              List.of(TestKeys.signer(observer))));
    }
    ReservesManifest manifest =
        new ReservesManifest(
            asOf, List.of(block), epoch, holdings, TestPublication.ISSUER, JsonObject.EMPTY);
    return new TestReserves(
        List.of(block.block()), Octets.of(manifest.toBytes()), blobs, observations);
  }

  /** A block of a minute before, that nobody could know earlier. */
  private static PinnedBlock block(Epoch epoch, Timestamp asOf) {
    byte[] name = ("block of epoch " + epoch).getBytes(StandardCharsets.UTF_8);
    return new PinnedBlock(
        new NumberedBlock(
            new BlockRef(CHAIN, Digests.sha256(name)), FIRST_BLOCK + 7_200 * epoch.number()),
        new Timestamp(asOf.instant().minusSeconds(60)));
  }

  private static Holding holding(AssetRef coin, Amount units, Octets signed) {
    return new Holding(
        WALLET.account(),
        coin,
        Assurance.OBSERVED,
        TestPublication.ETH,
        Optional.empty(),
        Ownership.SIGNED,
        Optional.of(Digests.sha256(signed.toBytes())),
        units);
  }

  private static Octets signature(Issuer issuer, PinnedBlock block, Checkpoint before) {
    OwnershipChallenge challenge =
        new OwnershipChallenge(
            issuer,
            TestPublication.ORIGIN,
            WALLET.account(),
            new CheckpointRef(before.size(), before.root()),
            block.block().ref(),
            new Timestamp(block.time().instant().plus(Duration.ofDays(30))));
    return Octets.of(
        new OwnershipProof(
                challenge,
                OwnershipMethod.EIP191,
                List.of(WALLET.sign(challenge.text())),
                Optional.empty())
            .toBytes());
  }
}
