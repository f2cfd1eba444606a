package dev.solvent.chain.reserves;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.custody.CustodyOutcome;
import dev.solvent.chain.custody.CustodyReader;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.ReservesOutcome.Complete;
import dev.solvent.chain.reserves.ReservesOutcome.Reason;
import dev.solvent.chain.reserves.ReservesOutcome.Refused;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/** Reads the reserves of one attestation. One thread. */
public final class ReservesReader {
  /** A figure, and what it rests on; whose it is comes after. */
  private record Figure(
      HoldingRef holding, Assurance assurance, Amount units, Optional<Hash> evidence) {}

  private final ReservesRequest request;
  private final OwnershipFolder ownership;
  private final BlobFolder blobs;
  private final IntConsumer progress;
  private final ReadingNotes notes = new ReadingNotes();
  private final Pins pins;
  private final ConcurrentLinkedQueue<Figure> figures = new ConcurrentLinkedQueue<>();

  /**
   * A reader for one attestation.
   *
   * @param blobs gets the evidence
   * @param progress is told how many holdings were read so far, from several threads
   */
  public ReservesReader(
      ReservesRequest request,
      Map<ChainId, ChainReader> chains,
      OwnershipFolder ownership,
      BlobFolder blobs,
      IntConsumer progress) {
    this.request = request;
    this.ownership = ownership;
    this.blobs = blobs;
    this.progress = progress;
    this.pins = new Pins(Map.copyOf(chains), notes);
  }

  public ReservesOutcome read() throws IOException, InterruptedException {
    try {
      requireKnownAssets();
      readStated();
      pins.pin(request.reserves().chains(), request.now());
      pins.requireTogether(request.asOf(), request.policy().limits().skew());
      for (Map.Entry<ChainId, Pinned> pin : pins.byChain().entrySet()) {
        readChain(pin.getKey(), pin.getValue());
      }
      List<Holding> holdings = holdings();
      pins.confirm();
      return new Complete(
          new ReservesManifest(
              request.asOf(),
              pins.blocks(),
              request.epoch(),
              holdings,
              request.issuer(),
              JsonObject.EMPTY),
          notes);
    } catch (Refusal e) {
      return new Refused(e.reason(), String.valueOf(e.getMessage()), notes);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void requireKnownAssets() throws Refusal {
    for (Reserve reserve : request.reserves().reserves()) {
      countsAs(reserve.holding());
    }
  }

  private Asset countsAs(HoldingRef holding) throws Refusal {
    return request
        .policy()
        .known(holding.asset())
        .map(KnownAsset::covers)
        .orElseThrow(() ->
            new Refusal(
                Reason.UNKNOWN_ASSET,
                "asset " + holding.asset() + ", want one that the policy knows"));
  }

  private void readStated() throws Refusal, IOException {
    CustodyReader custody =
        new CustodyReader(request.policy(), request.issuer(), request.epoch(), request.asOf());
    for (Reserve reserve : request.reserves().reserves()) {
      HoldingRef holding = reserve.holding();
      switch (reserve) {
        case Reserve.OnChain _ -> {}
        case Reserve.Claimed claimed ->
            add(new Figure(holding, Assurance.CLAIMED, claimed.units(), Optional.empty()));
        case Reserve.InCustody custodian -> {
          CustodyOutcome outcome =
              custody.read(custodian.envelope().toBytes(), holding, request.now());
          switch (outcome) {
            case CustodyOutcome.Attested attested ->
                add(
                    new Figure(
                        holding,
                        Assurance.ATTESTED,
                        attested.holding().units(),
                        Optional.of(blobs.keep(custodian.envelope()))));
            case CustodyOutcome.Refused refused ->
                throw new Refusal(
                    Reason.CUSTODIAN, holding + ": " + refused.reason() + ": " + refused.detail());
          }
        }
      }
    }
  }

  private void readChain(ChainId chain, Pinned pin) throws Refusal, InterruptedException {
    List<HoldingRef> wanted = request.reserves().onChain(chain);
    ChainReader reader = pins.reader(chain);
    try {
      notes.faults(chain, reader.read(pin, wanted, this::take));
    } catch (UnreadableException e) {
      notes.faults(chain, e.faults());
      throw new Refusal(Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private void take(Reading reading) {
    try {
      switch (reading) {
        case Reading.Proven(HoldingRef holding, Amount units, var evidence) ->
            add(new Figure(holding, Assurance.PROVEN, units, Optional.of(blobs.keep(evidence))));
        case Reading.Seen(HoldingRef holding, Amount units, var evidence, String why) -> {
          notes.unproven(holding, why);
          Optional<Hash> digest =
              evidence.isPresent() ? Optional.of(blobs.keep(evidence.get())) : Optional.empty();
          add(new Figure(holding, seen(), units, digest));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What nodes say is observed where the policy has observers to say the same, else claimed. */
  private Assurance seen() {
    Policy policy = request.policy();
    return policy.observers().size() >= policy.observerQuorum()
        ? Assurance.OBSERVED
        : Assurance.CLAIMED;
  }

  private void add(Figure figure) {
    figures.add(figure);
    progress.accept(figures.size());
  }

  private List<Holding> holdings() throws Refusal, IOException, InterruptedException {
    Owners owners = new Owners(request, ownership, pins, blobs);
    List<Holding> holdings = new ArrayList<>();
    for (Figure figure : figures) {
      Owners.Shown owner = owners.of(figure.holding().account());
      if (figure.assurance() != Assurance.CLAIMED) {
        owner.why().ifPresent(why -> notes.unsigned(figure.holding().account(), why));
      }
      holdings.add(
          new Holding(
              figure.holding().account(),
              figure.holding().asset(),
              figure.assurance(),
              countsAs(figure.holding()),
              figure.evidence(),
              owner.kind(),
              owner.evidence(),
              figure.units()));
    }
    holdings.sort(
        Comparator.comparing((Holding each) -> each.account().toString())
            .thenComparing(each -> each.asset().toString()));
    return holdings;
  }
}
