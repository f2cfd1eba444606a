package dev.solvent.server.publish;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.chain.observe.Scope;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.demo.chain.DemoChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One observer with the exchange's own node, who sees and says what a test wants. One thread. */
final class TestObserver {
  boolean up = true;
  boolean seesAnotherBlock = false;
  boolean signsAnotherFigure = false;

  /** As an {@link ObservationSource} is asked. */
  Map<String, Answer<List<Envelope>>> observe(
      ChainReader reader, DemoChain chain, Octets manifest, Set<BlockRef> blocks)
      throws IOException, InterruptedException {
    Map<String, Answer<List<Envelope>>> answers = new LinkedHashMap<>();
    if (!up) {
      answers.put("o1", new Answer.Missing<>("no answer"));
      return answers;
    }
    try {
      Observer observer = new Observer(Map.of(TestExchange.CHAIN, reader));
      List<ObserverOutcome> outcomes =
          new ArrayList<>(
              observer.observe(ReservesManifest.parse(manifest.toBytes()), Scope.all()));
      outcomes.addAll(observer.blocks(List.copyOf(blocks)));
      if (seesAnotherBlock) {
        outcomes.clear();
        outcomes.addAll(
            observer.blocks(List.of(new BlockRef(TestExchange.CHAIN, chain.mine().hash()))));
      }
      List<Envelope> envelopes = new ArrayList<>();
      for (ObserverOutcome outcome : outcomes) {
        for (Observation seen : ((ObserverOutcome.Seen) outcome).observations()) {
          envelopes.add(
              Envelope.sign(
                  Observation.PAYLOAD_TYPE, said(seen).toBytes(), List.of(TestSigner.of("o1"))));
        }
      }
      answers.put("o1", new Answer.Given<>(envelopes));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
    return answers;
  }

  /** As it is, or with another figure of each holding. */
  private Observation said(Observation seen) {
    return signsAnotherFigure
        ? new Observation(
            seen.block(),
            seen.holdings().stream()
                .map(one -> new ObservedHolding(one.account(), one.asset(), Amount.of(1)))
                .toList())
        : seen;
  }
}
