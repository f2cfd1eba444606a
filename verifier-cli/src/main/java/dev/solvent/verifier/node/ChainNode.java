package dev.solvent.verifier.node;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.merkle.Amount;
import java.util.Optional;

/** One node, of the chain that it said it is of. One thread. */
public sealed interface ChainNode permits EvmNode, BitcoinNode {
  /** Host and port. */
  String name();

  ChainId chain();

  /** The block that has this number in the node's chain; empty where it has none so far. */
  Optional<PinnedBlock> blockAt(long number) throws NodeFault;

  /** The number of the block of this hash, in whatever branch; empty where it is not known. */
  Optional<Long> numberOf(BlockRef block) throws NodeFault;

  /**
   * What stood in an account at a block that the node has.
   *
   * @param outputs those that the holding is made of, on a chain where outputs are held
   */
  Look look(Holding holding, PinnedBlock block, Optional<UtxoEvidence> outputs) throws NodeFault;

  /** What a node shows of a holding. */
  sealed interface Look {
    record Units(Amount units) implements Look {}

    /** It cannot say, which is no contradiction, and no confirmation either. */
    record Unknown(String why) implements Look {}
  }

  /** The block of this hash where it stands in the node's chain. */
  default Optional<PinnedBlock> block(BlockRef ref) throws NodeFault {
    Optional<Long> number = numberOf(ref);
    Optional<PinnedBlock> there = number.isEmpty() ? Optional.empty() : blockAt(number.get());
    return there.filter(block -> block.block().ref().equals(ref));
  }
}
