package dev.solvent.chain.evm;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.HeaderSource;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/** The headers of an EVM chain. Any thread. */
public final class EvmHeaders implements HeaderSource {
  private final ChainId chain;
  private final Finality finality;

  public EvmHeaders(ChainId chain, Finality finality) {
    if (!chain.isEvm()) {
      throw new IllegalArgumentException("chain " + chain + ", want an EVM chain");
    }
    this.chain = chain;
    this.finality = finality;
  }

  @Override
  public ChainId chain() {
    return chain;
  }

  @Override
  public void requireChain(Node node) throws NodeException, MalformedException {
    BigInteger id =
        Hexadecimal.quantity(EvmNode.result(node, RpcCall.of("eth_chainId")), "chain id");
    if (!id.toString().equals(chain.reference())) {
      throw new MalformedException("a node of chain eip155:" + id + ", want " + chain);
    }
  }

  @Override
  public long finalNumber(Node node) throws NodeException, MalformedException {
    return switch (finality) {
      case Finality.Consensus() ->
          Hexadecimal.number(block(node, "finalized").path("number"), "number of the final block");
      case Finality.Depth(int blocks) -> {
        long newest =
            Hexadecimal.number(EvmNode.result(node, RpcCall.of("eth_blockNumber")), "block number");
        yield Math.max(0, newest - blocks);
      }
    };
  }

  @Override
  public long number(Node node, Hash hash) throws NodeException, MalformedException {
    RpcCall call = RpcCall.of("eth_getBlockByHash", "0x" + hash, false);
    JsonNode block = EvmNode.result(node, call);
    if (!block.isObject()) {
      throw new MalformedException("no block 0x" + hash + ", want one");
    }
    return Hexadecimal.number(block.path("number"), "number of block 0x" + hash);
  }

  @Override
  public Header header(Node node, long number) throws NodeException, MalformedException {
    JsonNode block = block(node, "0x" + Long.toHexString(number));
    Hash said = Hash.of(Hexadecimal.data(block.path("hash"), "hash", Hash.BYTES).toBytes());
    BlockHeader header = BlockHeader.parse(HeaderRlp.of(block).toBytes());
    if (!header.hash().equals(said)) {
      header = raw(node, number);
    }
    if (!header.hash().equals(said) || header.number() != number) {
      throw new MalformedException(
          "block "
              + number
              + ": its header is of block "
              + header.number()
              + " and hashes to 0x"
              + header.hash()
              + ", want 0x"
              + said);
    }
    BlockRef ref = new BlockRef(chain, header.hash());
    return new Header(header.rlp(), new NumberedBlock(ref, number), header.time());
  }

  /** The header's bytes, for chains with fields that JSON shows under names of their own. */
  private static BlockHeader raw(Node node, long number) throws NodeException, MalformedException {
    RpcCall call = RpcCall.of("debug_getRawHeader", "0x" + Long.toHexString(number));
    return switch (node.ask(call)) {
      case RpcAnswer.Result(JsonNode value) ->
          BlockHeader.parse(Hexadecimal.data(value, "raw header").toBytes());
      case RpcAnswer.Failed(var error) ->
          throw new MalformedException(
              "block "
                  + number
                  + ": its fields do not hash to its hash, and debug_getRawHeader: "
                  + error);
    };
  }

  private static JsonNode block(Node node, String which) throws NodeException, MalformedException {
    JsonNode block = EvmNode.result(node, RpcCall.of("eth_getBlockByNumber", which, false));
    if (!block.isObject()) {
      throw new MalformedException("no block " + which + ", want one");
    }
    return block;
  }
}
