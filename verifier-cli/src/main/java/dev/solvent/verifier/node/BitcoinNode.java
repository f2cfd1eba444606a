package dev.solvent.verifier.node;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.node.RpcAnswer.Refusal;
import dev.solvent.verifier.node.RpcAnswer.Result;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a Bitcoin-like chain. It knows which outputs are unspent now: one that is, and that
 * stands in a block at or below the pinned one, was unspent then. Of one that is spent it cannot
 * say when, so it says nothing.
 */
final class BitcoinNode implements ChainNode {
  private static final int REFERENCE_DIGITS = 32;
  private static final int COIN_DECIMALS = 8;

  /** What nodes answer of a block that they do not have: out of range, or not found. */
  private static final long OUT_OF_RANGE = -8;

  private static final long NOT_FOUND = -5;

  private final JsonRpc rpc;
  private final ChainId chain;
  private final Map<String, Long> heights = new HashMap<>();

  private BitcoinNode(JsonRpc rpc, ChainId chain) {
    this.rpc = rpc;
    this.chain = chain;
  }

  /** Empty where the node has no block by height. */
  static Optional<ChainNode> recognise(JsonRpc rpc) throws NodeFault {
    return switch (rpc.ask("getblockhash", 0)) {
      case Refusal other -> Optional.empty();
      case Result(NodeValue value) -> {
        String genesis = hash(rpc, value).toString();
        try {
          yield Optional.of(
              new BitcoinNode(
                  rpc, new ChainId(ChainId.BITCOIN_LIKE, genesis.substring(0, REFERENCE_DIGITS))));
        } catch (IllegalArgumentException e) {
          throw rpc.fault("a chain that is not known, which begins with " + genesis);
        }
      }
    };
  }

  @Override
  public String name() {
    return rpc.name();
  }

  @Override
  public ChainId chain() {
    return chain;
  }

  @Override
  public Optional<PinnedBlock> blockAt(long number) throws NodeFault {
    return switch (rpc.ask("getblockhash", number)) {
      case Refusal(long code, String words) when code == OUT_OF_RANGE -> Optional.empty();
      case Refusal refusal -> throw rpc.fault("block " + number + ": " + refusal);
      case Result(NodeValue value) -> {
        Hash hash = hash(rpc, value);
        yield Optional.of(
            new PinnedBlock(
                new NumberedBlock(new BlockRef(chain, hash), number), time(hash, number)));
      }
    };
  }

  private Timestamp time(Hash hash, long number) throws NodeFault {
    NodeValue header = result("getblockheader", hash.toString(), true);
    if (!hash(rpc, header.field("hash")).equals(hash) || count(header.field("height")) != number) {
      throw rpc.fault("the header of another block than " + number + ", " + hash);
    }
    try {
      return new Timestamp(Instant.ofEpochSecond(count(header.field("time"))));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw rpc.fault("a header of no time, want seconds");
    }
  }

  @Override
  public Optional<Long> numberOf(BlockRef block) throws NodeFault {
    return switch (rpc.ask("getblockheader", block.hashText(), true)) {
      case Refusal(long code, String words) when code == NOT_FOUND -> Optional.empty();
      case Refusal refusal -> throw rpc.fault(block + ": " + refusal);
      case Result(NodeValue header) -> Optional.of(count(header.field("height")));
    };
  }

  @Override
  public Look look(Holding holding, PinnedBlock block, Optional<UtxoEvidence> outputs)
      throws NodeFault {
    if (outputs.isEmpty()) {
      return new Look.Unknown("its outputs are not listed");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (UtxoEvidence.Output output : outputs.get().outputs()) {
      NodeValue unspent = unspent(output);
      if (unspent.isNull()) {
        return new Look.Unknown("output " + output.outpoint() + " is spent since, or never was");
      }
      boolean thereThen = height(unspent) <= block.block().number();
      boolean its =
          unspent.field("scriptPubKey").field("hex").text().equals(output.script().toString());
      if (thereThen && its) {
        sum = sum.add(coins(unspent));
      }
    }
    try {
      return new Look.Units(
          Amount.parse(sum.movePointRight(COIN_DECIMALS).toBigIntegerExact().toString()));
    } catch (MalformedException | ArithmeticException e) {
      throw rpc.fault("outputs of " + sum.toPlainString() + " coins, want whole smallest units");
    }
  }

  /** As the chain has it: what is waiting to be spent, and in no block, is unspent. */
  private NodeValue unspent(UtxoEvidence.Output output) throws NodeFault {
    return result(
        "gettxout", output.outpoint().transaction().toString(), output.outpoint().index(), false);
  }

  private BigDecimal coins(NodeValue unspent) throws NodeFault {
    BigDecimal value = unspent.field("value").number().orElse(BigDecimal.ONE.negate());
    if (value.signum() < 0) {
      throw rpc.fault("an output of no value, want coins");
    }
    return value;
  }

  /** Of the block that it stands in: the newest one counts as one confirmation. */
  private long height(NodeValue unspent) throws NodeFault {
    long confirmations = count(unspent.field("confirmations"));
    String best = unspent.field("bestblock").text();
    Long newest = heights.get(best);
    if (newest == null) {
      newest = count(result("getblockheader", best, true).field("height"));
      heights.put(best, newest);
    }
    return newest - confirmations + 1;
  }

  private NodeValue result(String method, Object... params) throws NodeFault {
    return switch (rpc.ask(method, params)) {
      case Refusal refusal -> throw rpc.fault(method + ": " + refusal);
      case Result(NodeValue value) -> value;
    };
  }

  private long count(NodeValue value) throws NodeFault {
    long whole = value.whole().orElse(-1L);
    if (whole < 0) {
      throw rpc.fault("no whole number where one is wanted");
    }
    return whole;
  }

  private static Hash hash(JsonRpc rpc, NodeValue value) throws NodeFault {
    try {
      return Hash.parse(value.text());
    } catch (MalformedException e) {
      throw rpc.fault("no hash of a block, want 64 hex digits");
    }
  }
}
