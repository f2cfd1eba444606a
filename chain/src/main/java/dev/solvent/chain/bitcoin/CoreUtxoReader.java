package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Reads outputs from a node that answers as Bitcoin Core does. It scans what is unspent at the
 * node's newest block, which is all that such a node knows, and undoes the blocks since the pin.
 * One block is in memory at a time. Any thread.
 *
 * <p>On a large chain a scan takes minutes, so the node needs a deadline of minutes.
 */
public final class CoreUtxoReader implements UtxoReader {
  /** For one scan: a request of about a megabyte. */
  private static final int MAX_SCRIPTS = 10_000;

  /** Two days of blocks that come every ten minutes. */
  private static final int MAX_UNDONE = 288;

  private final BitcoinHeaders headers;
  private final CoreNode core;
  private final int scriptsInAScan;

  public CoreUtxoReader(BitcoinHeaders headers, Node node) {
    this(headers, node, MAX_SCRIPTS);
  }

  CoreUtxoReader(BitcoinHeaders headers, Node node, int scriptsInAScan) {
    this.headers = headers;
    core = new CoreNode(node);
    this.scriptsInAScan = scriptsInAScan;
  }

  @Override
  public String name() {
    return core.node().name();
  }

  @Override
  public UtxoOutcome read(PinnedBlock pin, Set<Octets> scripts)
      throws NodeException, MalformedException {
    if (!pin.block().chain().equals(headers.chain())) {
      throw new IllegalArgumentException(pin.block() + ", want one on " + headers.chain());
    }
    headers.requireChain(core.node());
    List<Octets> all = scripts.stream().sorted(Comparator.naturalOrder()).toList();
    List<Output> outputs = new ArrayList<>();
    try {
      for (int from = 0; from < all.size(); from += scriptsInAScan) {
        int to = Math.min(all.size(), from + scriptsInAScan);
        outputs.addAll(readSome(pin, Set.copyOf(all.subList(from, to))));
      }
    } catch (Stop stop) {
      return stop.outcome();
    }
    requireFewEnough(outputs);
    return new UtxoOutcome.Unspent(outputs);
  }

  private void requireFewEnough(List<Output> outputs) throws MalformedException {
    BigInteger most = BigInteger.valueOf(headers.rules().maxUnits());
    BigInteger all =
        outputs.stream()
            .map(output -> output.amount().toBigInteger())
            .reduce(BigInteger.ZERO, BigInteger::add);
    if (all.compareTo(most) > 0) {
      throw new MalformedException("outputs of " + all + " in all, want at most " + most);
    }
  }

  private List<Output> readSome(PinnedBlock pin, Set<Octets> scripts)
      throws NodeException, MalformedException, Stop {
    OutputReader outputs = new OutputReader(scripts, headers.rules().maxUnits());
    Scan scan = new Scanner(core, headers.settings().patience()).scan(outputs);
    UtxoSet unspent = UtxoSet.of(scan);
    BlockReader blocks = new BlockReader(core, outputs);
    long number = scan.number();
    for (RawHeader header : blocksSince(pin, scan)) {
      unspent.undo(blocks.read(header, number));
      number--;
    }
    return unspent.at(number);
  }

  /** From the scan's block down to the one upon the pin; each is the block before the last. */
  private Deque<RawHeader> blocksSince(PinnedBlock pin, Scan scan)
      throws NodeException, MalformedException, Stop {
    requireNear(pin.block().number(), scan.number());
    Deque<RawHeader> since = new ArrayDeque<>();
    Hash hash = scan.best();
    for (long number = scan.number(); number > pin.block().number(); number--) {
      RawHeader header = headers.checked(core, hash);
      since.add(header);
      hash = header.previous();
    }
    if (!hash.equals(pin.block().ref().hash())) {
      throw Stop.pinMoved(
          "node " + name() + " has block " + hash + " where " + pin.block() + " was pinned");
    }
    return since;
  }

  private void requireNear(long pin, long best) throws Stop {
    if (best < pin) {
      throw Stop.unable(
          Lack.PIN, "node " + name() + " has blocks up to " + best + ", want the pinned " + pin);
    }
    if (best - pin > MAX_UNDONE) {
      throw Stop.unable(
          Lack.NEARNESS,
          "node "
              + name()
              + (" is " + (best - pin) + " blocks after the pin, want at most ")
              + (MAX_UNDONE + "; pin again"));
    }
  }
}
