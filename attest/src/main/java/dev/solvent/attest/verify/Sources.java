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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose word the reader takes: what observers of the policy signed, as far as a bundle brings it,
 * and what the reader's own nodes show. Enough observers confirm, and so does one own node; either
 * kind contradicts alone. Any thread.
 */
final class Sources {
  /** Observers are named by the policy, nodes by the reader; own nodes come after observers. */
  private record Sight(String who, boolean own, PinnedBlock block, Map<Place, Amount> units) {
    Sight(String who, boolean own, Observation seen) {
      this(who, own, seen.block(), seen.unitsByPlace());
    }

    String whose() {
      return own ? "the reader's own node " + who : "an observer of the reader's";
    }

    boolean isOfAnother(PinnedBlock other) {
      return block.block().chain().equals(other.block().chain())
          && block.block().number() == other.block().number()
          && !block.equals(other);
    }
  }

  private final Map<PinnedBlock, List<Sight>> sights = new LinkedHashMap<>();
  private final int quorum;

  /** Envelopes of others, or of other kinds, count for nothing. */
  Sources(Policy policy, List<Envelope> envelopes, OwnView own) throws MalformedException {
    quorum = policy.observerQuorum();
    Map<VerifyingKey, NamedKey> observers = new HashMap<>();
    policy.observers().forEach(observer -> observers.put(observer.key(), observer));
    List<VerifyingKey> keys = List.copyOf(observers.keySet());
    for (Envelope envelope : envelopes) {
      if (!envelope.payloadType().equals(Observation.PAYLOAD_TYPE)) {
        continue;
      }
      for (VerifyingKey key : envelope.verify(keys, 1).signers()) {
        NamedKey observer = Objects.requireNonNull(observers.get(key), "one of the keys asked for");
        add(new Sight(observer.name(), false, Observation.parse(envelope.payload())));
      }
    }
    own.sightings().forEach(node -> add(new Sight(node.node(), true, node.seen())));
  }

  private void add(Sight sight) {
    sights.computeIfAbsent(sight.block(), _ -> new ArrayList<>()).add(sight);
  }

  private Stream<Sight> at(PinnedBlock block) {
    return sights.getOrDefault(block, List.of()).stream();
  }

  private Stream<Sight> at(PinnedBlock block, Place place, Amount units) {
    return at(block).filter(sight -> units.equals(sight.units().get(place)));
  }

  /** Whether this very block was seen. */
  boolean confirm(PinnedBlock block) {
    return suffice(seenBy(block));
  }

  /** Whether these units were seen at this block. */
  boolean confirm(PinnedBlock block, Place place, Amount units) {
    return suffice(seenBy(block, place, units));
  }

  private boolean suffice(SeenBy seen) {
    return !seen.nodes().isEmpty() || seen.observers().size() >= quorum;
  }

  SeenBy seenBy(PinnedBlock block) {
    return seenBy(at(block).toList());
  }

  SeenBy seenBy(PinnedBlock block, Place place, Amount units) {
    return seenBy(at(block, place, units).toList());
  }

  private static SeenBy seenBy(List<Sight> sights) {
    return new SeenBy(
        sights.stream().filter(sight -> !sight.own()).map(Sight::who).distinct().toList(),
        sights.stream().filter(Sight::own).map(Sight::who).distinct().toList());
  }

  /** Why this block is not the chain's, to somebody whose word counts. */
  Optional<String> contradict(PinnedBlock block) {
    return sights.values().stream()
        .flatMap(List::stream)
        .filter(sight -> sight.isOfAnother(block))
        .map(sight -> sight.whose() + " saw another block than " + block.block())
        .findFirst();
  }

  /** Why these units are not there, to somebody whose word counts. */
  Optional<String> deny(PinnedBlock block, Place place, Amount units) {
    return denial(at(block), place, units);
  }

  /** The same where the word of observers does not count. */
  Optional<String> denyOwn(PinnedBlock block, Place place, Amount units) {
    return denial(at(block).filter(Sight::own), place, units);
  }

  private static Optional<String> denial(Stream<Sight> sights, Place place, Amount units) {
    return sights
        .filter(sight -> sight.units().containsKey(place))
        .filter(sight -> !units.equals(sight.units().get(place)))
        .map(sight -> sight.whose() + " saw other units than " + units)
        .findFirst();
  }

  int quorum() {
    return quorum;
  }

  /** Every block that is confirmed, and its time. */
  Map<BlockRef, Timestamp> blocks() {
    Map<BlockRef, Timestamp> blocks = new HashMap<>();
    for (PinnedBlock block : sights.keySet()) {
      if (confirm(block)) {
        blocks.put(block.block().ref(), block.time());
      }
    }
    return blocks;
  }
}
