package dev.solvent.chain.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcError;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * EIP-1271: a contract is asked whether a signature is its own. It takes a node to ask, so it shows
 * less than a signature that anyone can check.
 */
public final class ContractSignature {
  private static final String IS_VALID_SIGNATURE = "1626ba7e";
  private static final String YES = IS_VALID_SIGNATURE + "0".repeat(56);

  private ContractSignature() {}

  /** What the contract says. */
  public sealed interface Answer {
    /** All of the nodes say that it is. */
    record Accepted() implements Answer {}

    record Refused(String detail) implements Answer {}
  }

  /**
   * Asks each of the nodes at that block's hash.
   *
   * @param hash what was signed, such as {@code attest}'s hash of a personal message
   */
  public static Answer ask(
      List<Node> nodes, Header pin, EvmAddress contract, Hash hash, Octets signature)
      throws NodeException, MalformedException {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("no node, want one at least");
    }
    for (Node node : nodes) {
      EvmNode at = EvmNode.at(node, pin);
      if (!at.byHash()) {
        throw new MalformedException(
            "node " + node.name() + " does not answer at a block's hash, want one that does");
      }
      RpcAnswer answer = node.ask(at.call(contract, data(hash, signature)));
      switch (answer) {
        case RpcAnswer.Result(JsonNode value) -> {
          String said = Hexadecimal.data(value, "answer of " + contract).toString();
          if (!said.equals(YES)) {
            return new Answer.Refused(
                contract + " answers 0x" + said + " by node " + node.name() + ", want 0x" + YES);
          }
        }
        case RpcAnswer.Failed(RpcError error) -> {
          return new Answer.Refused(contract + " by node " + node.name() + ": " + error);
        }
      }
    }
    return new Answer.Accepted();
  }

  /** {@code isValidSignature(bytes32,bytes)}: the hash, where the bytes begin, how many, they. */
  private static String data(Hash hash, Octets signature) {
    String length = Integer.toHexString(signature.length());
    int padding = (32 - signature.length() % 32) % 32;
    return IS_VALID_SIGNATURE
        + hash
        + "0".repeat(62)
        + "40"
        + "0".repeat(64 - length.length())
        + length
        + signature
        + "00".repeat(padding);
  }
}
