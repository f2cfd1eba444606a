package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/** Waits until a transaction is in a block. It ends one ask after the deadline at the latest. */
final class Receipts {
  private static final int BITS = 63;

  private final Node node;
  private final SendSettings settings;

  Receipts(Node node, SendSettings settings) {
    this.node = node;
    this.settings = settings;
  }

  Sending await(Hash transaction, EvmAddress contract) {
    long until = System.nanoTime() + settings.deadline().toNanos();
    String last = "it is in no block after " + settings.deadline();
    while (true) {
      try {
        JsonNode receipt =
            Asking.result(node, RpcCall.of("eth_getTransactionReceipt", "0x" + transaction));
        if (!receipt.isNull()) {
          return read(transaction, contract, receipt);
        }
      } catch (NodeException | MalformedException e) {
        last = String.valueOf(e.getMessage());
      }
      if (until - System.nanoTime() < settings.poll().toNanos()) {
        return new Sending.Unconfirmed(transaction, last);
      }
      try {
        Thread.sleep(settings.poll());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Sending.Unconfirmed(transaction, "interrupted before it was in a block");
      }
    }
  }

  private Sending read(Hash transaction, EvmAddress contract, JsonNode receipt)
      throws MalformedException {
    String of = receipt.path("transactionHash").asString("");
    if (!of.equals("0x" + transaction)) {
      throw new MalformedException(
          "node " + node.name() + ": receipt of another transaction, want of 0x" + transaction);
    }
    if (Asking.quantity(receipt.path("status")).equals(BigInteger.ONE)) {
      return new Sending.Mined(
          transaction, contract, number(receipt, "blockNumber"), number(receipt, "gasUsed"));
    }
    return new Sending.Refused("transaction 0x" + transaction + " reverted");
  }

  private static long number(JsonNode receipt, String member) throws MalformedException {
    BigInteger number = Asking.quantity(receipt.path(member));
    if (number.bitLength() > BITS) {
      throw new MalformedException(member + " " + number + ", want below 2^63");
    }
    return number.longValueExact();
  }
}
