package dev.solvent.chain.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.chain.rpc.RpcError;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A node that is asked for the state at one block.
 *
 * @param block the parameter that names the block
 * @param byHash whether that is the hash, and the node looks at it. Nodes that take numbers alone
 *     can show proofs all the same, which the header decides on; what they say without a proof
 *     could be of any block
 */
record EvmNode(Node node, Object block, boolean byHash) {
  private static final String BALANCE_OF = "70a08231";
  private static final String NO_BLOCK = "0x" + "0".repeat(64);
  private static final EvmAddress NOBODY = address(BigInteger.ZERO);

  /**
   * Finds out how the node wants a block to be named (EIP-1898, or by number). One that has an
   * answer for a block that cannot be does not look at the hash.
   */
  static EvmNode at(Node node, Header pin) throws NodeException {
    Map<String, Object> hash = byHash(pin.block().ref().hashText());
    List<RpcAnswer> answers = node.ask(List.of(nothing(hash), nothing(byHash(NO_BLOCK))));
    return answers.get(0) instanceof RpcAnswer.Result && answers.get(1) instanceof RpcAnswer.Failed
        ? new EvmNode(node, hash, true)
        : new EvmNode(node, "0x" + Long.toHexString(pin.block().number()), false);
  }

  private static Map<String, Object> byHash(String hash) {
    return Map.of("blockHash", hash, "requireCanonical", true);
  }

  private static RpcCall nothing(Map<String, Object> block) {
    return RpcCall.of("eth_getBalance", NOBODY.toString(), block);
  }

  RpcCall proof(EvmAddress account, List<Hash> slots) {
    List<String> keys = slots.stream().map(slot -> "0x" + slot).toList();
    return RpcCall.of("eth_getProof", account.toString(), keys, block);
  }

  RpcCall call(EvmAddress contract, String data) {
    return RpcCall.of("eth_call", Map.of("data", "0x" + data, "to", contract.toString()), block);
  }

  RpcCall balanceOf(EvmAddress token, EvmAddress holder) {
    return call(token, balanceOfData(holder));
  }

  static String balanceOfData(EvmAddress holder) {
    return BALANCE_OF + word(holder);
  }

  /** An address as a word of a call's data, in hex. */
  static String word(EvmAddress address) {
    return "0".repeat(24) + address.bytes();
  }

  static EvmAddress address(BigInteger word) {
    String hex = word.toString(16);
    try {
      return EvmAddress.parse("0x" + "0".repeat(Math.max(0, 40 - hex.length())) + hex);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("word " + hex + ", want below 2^160", e);
    }
  }

  /** Whose balance it is. */
  static EvmAddress holder(HoldingRef holding) {
    try {
      return holding.account().evmAddress();
    } catch (MalformedException e) {
      throw new IllegalArgumentException(holding + ", want one on an EVM chain", e);
    }
  }

  /** The contract of a token. */
  static EvmAddress token(HoldingRef holding) {
    return holding.asset().decoded().token().orElseThrow();
  }

  /** The one word that a contract answers. No contract answers {@code 0x}, which is no zero. */
  static BigInteger wordOf(RpcCall call, RpcAnswer answer) throws MalformedException {
    return new BigInteger(
        1, Hexadecimal.data(result(call, answer), "answer to eth_call", 32).toBytes());
  }

  JsonNode ask(RpcCall call) throws NodeException, MalformedException {
    return result(node, call);
  }

  static JsonNode result(Node node, RpcCall call) throws NodeException, MalformedException {
    return result(call, node.ask(call));
  }

  /** The result, where an error is no answer. */
  static JsonNode result(RpcCall call, RpcAnswer answer) throws MalformedException {
    return switch (answer) {
      case RpcAnswer.Result(JsonNode value) -> value;
      case RpcAnswer.Failed(RpcError error) ->
          throw new MalformedException(call.method() + ": " + error + ", want a result");
    };
  }
}
