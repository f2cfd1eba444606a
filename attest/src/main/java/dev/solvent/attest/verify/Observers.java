package dev.solvent.attest.verify;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** What the observers of the reader's policy signed, as far as a bundle brings it. */
final class Observers {
  private record Signed(NamedKey observer, PinnedBlock block, Map<Place, Amount> units) {}

  private final List<Signed> signed = new ArrayList<>();
  private final int quorum;

  /** Envelopes of others, or of other kinds, count for nothing. */
  Observers(Policy policy, List<Envelope> envelopes) throws MalformedException {
    quorum = policy.observerQuorum();
    Map<VerifyingKey, NamedKey> observers = new HashMap<>();
    policy.observers().forEach(observer -> observers.put(observer.key(), observer));
    List<VerifyingKey> keys = List.copyOf(observers.keySet());
    for (Envelope envelope : envelopes) {
      if (!envelope.payloadType().equals(Observation.PAYLOAD_TYPE)) {
        continue;
      }
      for (VerifyingKey key : envelope.verify(keys, 1).signers()) {
        Observation observation = Observation.parse(envelope.payload());
        NamedKey observer = Objects.requireNonNull(observers.get(key), "one of the keys asked for");
        signed.add(new Signed(observer, observation.block(), observation.unitsByPlace()));
      }
    }
  }

  /** Whether enough of them saw this very block. */
  boolean confirm(PinnedBlock block) {
    return count(each -> each.block().equals(block)) >= quorum;
  }

  /** Whether any of them saw another block of that number. */
  boolean contradict(PinnedBlock block) {
    return signed.stream()
        .map(Signed::block)
        .anyMatch(seen ->
            seen.block().chain().equals(block.block().chain())
                && seen.block().number() == block.block().number()
                && !seen.equals(block));
  }

  /** How many of them saw these units at this block. */
  long saw(PinnedBlock block, Place place, Amount units) {
    return count(each -> each.block().equals(block) && units.equals(each.units().get(place)));
  }

  /** Whether any of them saw other units at this block. */
  boolean deny(PinnedBlock block, Place place, Amount units) {
    return signed.stream()
        .filter(each -> each.block().equals(block) && each.units().containsKey(place))
        .anyMatch(each -> !units.equals(each.units().get(place)));
  }

  int quorum() {
    return quorum;
  }

  private long count(Predicate<Signed> says) {
    return signed.stream().filter(says).map(Signed::observer).distinct().count();
  }

  /** Every block that enough of them saw, and its time. */
  Map<BlockRef, Timestamp> blocks() {
    Map<BlockRef, Timestamp> blocks = new HashMap<>();
    for (Signed each : signed) {
      PinnedBlock block = each.block();
      if (confirm(block)) {
        blocks.put(block.block().ref(), block.time());
      }
    }
    return blocks;
  }
}
