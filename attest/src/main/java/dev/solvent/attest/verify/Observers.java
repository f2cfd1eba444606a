package dev.solvent.attest.verify;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the observers of the reader's policy signed, as far as a bundle brings it. */
final class Observers {
  private record Signed(NamedKey observer, Observation observation) {}

  private final List<Signed> signed = new ArrayList<>();
  private final int quorum;

  /** Envelopes of others, or of other kinds, count for nothing. */
  Observers(Policy policy, List<Envelope> envelopes) throws MalformedException {
    quorum = policy.observerQuorum();
    for (Envelope envelope : envelopes) {
      if (!envelope.payloadType().equals(Observation.PAYLOAD_TYPE)) {
        continue;
      }
      for (NamedKey observer : policy.observers()) {
        if (envelope.verify(List.of(observer.key()), 1) instanceof SignedBy.Enough) {
          signed.add(new Signed(observer, Observation.parse(envelope.payload())));
        }
      }
    }
  }

  /** Whether enough of them saw this very block. */
  boolean confirm(PinnedBlock block) {
    return count(observation -> observation.block().equals(block)) >= quorum;
  }

  /** Whether any of them saw another block of that number. */
  boolean contradict(PinnedBlock block) {
    return signed.stream()
        .map(each -> each.observation().block())
        .anyMatch(seen ->
            seen.block().chain().equals(block.block().chain())
                && seen.block().number() == block.block().number()
                && !seen.equals(block));
  }

  /** How many of them saw these units at this block. */
  long saw(PinnedBlock block, ObservedHolding holding) {
    return count(observation ->
        observation.block().equals(block)
            && observation.units(holding).filter(holding.units()::equals).isPresent());
  }

  int quorum() {
    return quorum;
  }

  private long count(Predicate<Observation> says) {
    return signed.stream()
        .filter(each -> says.test(each.observation()))
        .map(Signed::observer)
        .distinct()
        .count();
  }

  /** Every block that enough of them saw, and its time. */
  Map<BlockRef, Timestamp> blocks() {
    Map<BlockRef, Timestamp> blocks = new HashMap<>();
    for (Signed each : signed) {
      PinnedBlock block = each.observation().block();
      if (confirm(block)) {
        blocks.put(block.block().ref(), block.time());
      }
    }
    return blocks;
  }
}
