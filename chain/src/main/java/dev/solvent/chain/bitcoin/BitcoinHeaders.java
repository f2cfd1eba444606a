package dev.solvent.chain.bitcoin;

import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.HeaderSource;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/**
 * Headers of a Bitcoin-like chain from nodes that answer as Bitcoin Core does. Each is checked: its
 * hash, the block before it, and its work. Any thread.
 */
public final class BitcoinHeaders implements HeaderSource {
  private static final Hash NONE = Hash.of(new byte[Hash.BYTES]);

  private final BitcoinChain chain;
  private final BitcoinSettings settings;
  private final ConsensusRules rules;

  private BitcoinHeaders(BitcoinChain chain, BitcoinSettings settings, ConsensusRules rules) {
    this.chain = chain;
    this.settings = settings;
    this.rules = rules;
  }

  /** Refuses a chain whose work the settings do not take for work. */
  public static BitcoinHeaders of(BitcoinChain chain, BitcoinSettings settings)
      throws MalformedException {
    ConsensusRules rules = ConsensusRules.of(chain);
    if (!settings.work().contains(rules.work())) {
      throw new MalformedException(
          "chain "
              + chain.id()
              + (" with work by " + rules.work())
              + (", want one of " + settings.work() + "; scrypt is for tests that say so"));
    }
    return new BitcoinHeaders(chain, settings, rules);
  }

  @Override
  public ChainId chain() {
    return chain.id();
  }

  BitcoinSettings settings() {
    return settings;
  }

  ConsensusRules rules() {
    return rules;
  }

  /** By the hash of its block 0, half of which is the chain's name. */
  @Override
  public void requireChain(Node node) throws NodeException, MalformedException {
    Hash genesis = new CoreNode(node).hashOf(0);
    if (!genesis.toString().startsWith(chain().reference())) {
      throw new MalformedException("node of a chain from block " + genesis + ", want " + chain());
    }
  }

  /** The newest block that is as deep as the settings want; the newest of all is one deep. */
  @Override
  public long finalNumber(Node node) throws NodeException, MalformedException {
    long best = new CoreNode(node).bestNumber();
    if (best + 1 < settings.depth()) {
      throw new MalformedException(
          "a chain of " + (best + 1) + " blocks, want at least " + settings.depth());
    }
    return best + 1 - settings.depth();
  }

  @Override
  public long number(Node node, Hash hash) throws NodeException, MalformedException {
    return new CoreNode(node).numberOf(hash);
  }

  @Override
  public Header header(Node node, long number) throws NodeException, MalformedException {
    CoreNode core = new CoreNode(node);
    RawHeader header = checked(core, core.hashOf(number));
    Hash before = number == 0 ? NONE : core.hashOf(number - 1);
    if (!header.previous().equals(before)) {
      throw new MalformedException(
          "block " + number + " upon " + header.previous() + ", want upon " + before);
    }
    BlockRef ref = new BlockRef(chain(), header.hash());
    return new Header(header.bytes(), new NumberedBlock(ref, number), header.time());
  }

  /** The header with that hash, its work done. */
  RawHeader checked(CoreNode core, Hash hash) throws NodeException, MalformedException {
    RawHeader header = core.header(hash);
    rules.requireWork(header);
    return header;
  }
}
