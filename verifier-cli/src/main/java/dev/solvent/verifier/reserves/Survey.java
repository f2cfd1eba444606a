package dev.solvent.verifier.reserves;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.verify.OwnView;
import dev.solvent.attest.verify.OwnView.Sighting;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.node.ChainNode;
import dev.solvent.verifier.node.ChainNode.Look;
import dev.solvent.verifier.node.NodeFault;
import dev.solvent.verifier.node.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the reader's nodes show of the blocks that a manifest and its challenges of ownership name,
 * and of its holdings. One thread, once.
 */
final class Survey {
  /**
   * What it came to.
   *
   * @param gaps what a node could not show; none of it is a contradiction
   */
  record Surveyed(OwnView view, List<Gap> gaps) {
    static final Surveyed NOTHING = new Surveyed(OwnView.NONE, List.of());

    Surveyed {
      gaps = List.copyOf(gaps);
    }
  }

  /** What one node could not show of something, and why. */
  record Gap(String node, String about, String why) {
    @Override
    public String toString() {
      return "node " + node + ": " + about + ": " + why;
    }
  }

  private final ReservesManifest manifest;
  private final Blobs blobs;
  private final Optional<ProgressLine> progress;
  private final List<Sighting> sightings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  private Survey(ReservesManifest manifest, Blobs blobs, Optional<ProgressLine> progress) {
    this.manifest = manifest;
    this.blobs = blobs;
    this.progress = progress;
  }

  /**
   * Asks all of them.
   *
   * @param blobs the evidence, which says which outputs and challenges to look for
   */
  static Surveyed make(
      Nodes nodes, ReservesManifest manifest, Blobs blobs, Optional<ProgressLine> progress)
      throws NodeFault {
    Survey survey = new Survey(manifest, blobs, progress);
    try {
      for (ChainNode node : nodes.all()) {
        survey.ask(node);
      }
    } finally {
      progress.ifPresent(ProgressLine::done);
    }
    return new Surveyed(new OwnView(survey.sightings), survey.gaps);
  }

  private void ask(ChainNode node) throws NodeFault {
    Optional<PinnedBlock> pinned = manifest.block(node.chain());
    Set<BlockRef> challenged = challenged(node.chain());
    if (pinned.isEmpty() && challenged.isEmpty()) {
      gap(node, node.chain().toString(), "the attestation names no block of this chain");
    }
    if (pinned.isPresent()) {
      look(node, pinned.get());
    }
    for (BlockRef ref : challenged) {
      Optional<PinnedBlock> block = node.block(ref);
      block.ifPresentOrElse(
          there -> add(node, there, List.of()),
          () -> gap(node, ref.toString(), "not a block of the node's chain"));
    }
  }

  /** The number is looked at again at the end: the chain may have been reorganised meanwhile. */
  private void look(ChainNode node, PinnedBlock pinned) throws NodeFault {
    Optional<PinnedBlock> shown = node.blockAt(pinned.block().number());
    if (shown.isEmpty()) {
      gap(node, pinned.block().toString(), "the node has no block of that number");
      return;
    }
    add(node, shown.get(), shown.get().equals(pinned) ? holdings(node, pinned) : List.of());
    Optional<PinnedBlock> again = node.blockAt(pinned.block().number());
    if (!again.equals(shown)) {
      again.ifPresentOrElse(
          other -> add(node, other, List.of()),
          () -> gap(node, pinned.block().toString(), "gone while the node was asked"));
    }
  }

  private List<ObservedHolding> holdings(ChainNode node, PinnedBlock block) throws NodeFault {
    List<ObservedHolding> seen = new ArrayList<>();
    List<Holding> there =
        manifest.holdings().stream()
            .filter(holding -> holding.account().chain().equals(node.chain()))
            .toList();
    for (int i = 0; i < there.size(); i++) {
      Holding holding = there.get(i);
      double done = (double) i / there.size();
      progress.ifPresent(line -> line.show(done, "asking node " + node.name()));
      switch (node.look(holding, block, outputs(holding))) {
        case Look.Unknown(String why) -> gap(node, holding.toString(), why);
        case Look.Units(Amount units) -> {
          seen.add(new ObservedHolding(holding.account(), holding.asset(), units));
          tellApart(node, holding, units);
        }
      }
    }
    return seen;
  }

  /** The checks do not weigh what a node shows of these, so it is told. */
  private void tellApart(ChainNode node, Holding holding, Amount units) {
    boolean weighed =
        holding.assurance() == Assurance.PROVEN || holding.assurance() == Assurance.OBSERVED;
    if (!weighed && !units.equals(holding.units())) {
      gap(node, holding.toString(), "shows " + units + " units, declared " + holding.units());
    }
  }

  /** An observation has room for so many; several of one node at one block add up. */
  private void add(ChainNode node, PinnedBlock block, List<ObservedHolding> holdings) {
    int from = 0;
    do {
      int to = Math.min(holdings.size(), from + Observation.MAX_HOLDINGS);
      sightings.add(new Sighting(node.name(), new Observation(block, holdings.subList(from, to))));
      from = to;
    } while (from < holdings.size());
  }

  private void gap(ChainNode node, String about, String why) {
    gaps.add(new Gap(node.name(), about, why));
  }

  private Set<BlockRef> challenged(ChainId chain) {
    Set<BlockRef> blocks = new LinkedHashSet<>();
    for (Holding holding : manifest.holdings()) {
      Optional<OwnershipProof> proof = read(holding.ownershipEvidence(), OwnershipProof::parse);
      proof.ifPresent(found -> {
        blocks.add(found.challenge().block());
        found
            .safe()
            .ifPresent(
                safe -> blocks.add(new BlockRef(holding.account().chain(), safe.header().hash())));
      });
    }
    blocks.removeIf(block -> !block.chain().equals(chain));
    return blocks;
  }

  private Optional<UtxoEvidence> outputs(Holding holding) {
    return holding.account().chain().isEvm()
        ? Optional.empty()
        : read(holding.evidence(), UtxoEvidence::parse);
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  /** What is missing or cannot be read fails the checks, and they say so. */
  private <T> Optional<T> read(Optional<Hash> digest, Parser<T> parser) {
    Optional<Octets> bytes = digest.flatMap(blobs::find);
    try {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(parser.parse(bytes.get().toBytes()));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
