package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.chain.rpc.RpcError;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import tools.jackson.databind.JsonNode;

/** Sends one transaction after the other from one account, by EIP-1559. One thread. */
final class Transactions {
  private static final int QUARTER = 4;

  private final Node node;
  private final ChainId chain;
  private final long chainNumber;
  private final EvmSigner payer;
  private final SendSettings settings;

  Transactions(Node node, ChainId chain, EvmSigner payer, SendSettings settings) {
    this.node = node;
    this.chain = chain;
    chainNumber = number(chain);
    this.payer = payer;
    this.settings = settings;
  }

  private static long number(ChainId chain) {
    if (!chain.isEvm() || new BigInteger(chain.reference()).bitLength() > 62) {
      throw new IllegalArgumentException("chain " + chain + ", want an EVM chain below 2^62");
    }
    return Long.parseLong(chain.reference());
  }

  /** What the node says that a transaction needs. */
  private record Needs(BigInteger nonce, BigInteger baseFee, BigInteger gas) {}

  /** A transaction that is signed, under the name that it has in the chain. */
  private record Signed(Hash id, EvmAddress contract, String bytes) {}

  /** Calls a contract, or makes one where none is named. */
  Sending send(Optional<EvmAddress> to, String data)
      throws NodeException, MalformedException, IOException {
    FeedContract.requireChain(node, chain);
    List<RpcCall> calls = questions(to, data);
    List<RpcAnswer> answers = node.ask(calls);
    if (answers.getLast() instanceof RpcAnswer.Failed(RpcError error)) {
      return new Sending.Refused("node " + node.name() + ", gas needed: " + error);
    }
    Needs needs = needs(calls, answers);
    BigInteger fee = needs.baseFee().add(settings.tip());
    if (fee.compareTo(settings.mostPerGas()) > 0) {
      return new Sending.Refused(
          "a unit of gas costs " + fee + " wei, want at most " + settings.mostPerGas());
    }
    BigInteger mostGas = BigInteger.valueOf(settings.mostGas());
    if (needs.gas().compareTo(mostGas) > 0) {
      return new Sending.Refused("gas " + needs.gas() + ", want at most " + mostGas);
    }
    BigInteger gas = needs.gas().add(needs.gas().divide(BigInteger.valueOf(QUARTER))).min(mostGas);
    return submit(sign(to, data, needs, gas));
  }

  private List<RpcCall> questions(Optional<EvmAddress> to, String data) {
    Map<String, String> transaction = new HashMap<>();
    transaction.put("from", payer.address().toString());
    transaction.put("data", data);
    to.ifPresent(address -> transaction.put("to", address.toString()));
    return List.of(
        RpcCall.of("eth_getTransactionCount", payer.address().toString(), "pending"),
        RpcCall.of("eth_getBlockByNumber", "latest", false),
        RpcCall.of("eth_estimateGas", transaction));
  }

  private Needs needs(List<RpcCall> calls, List<RpcAnswer> answers) throws MalformedException {
    JsonNode block = Asking.result(node, calls.get(1), answers.get(1));
    return new Needs(
        Asking.quantity(Asking.result(node, calls.get(0), answers.get(0))),
        Asking.quantity(block.path("baseFeePerGas")),
        Asking.quantity(Asking.result(node, calls.get(2), answers.get(2))));
  }

  private Signed sign(Optional<EvmAddress> to, String data, Needs needs, BigInteger gas)
      throws IOException {
    BigInteger most = needs.baseFee().shiftLeft(1).add(settings.tip()).min(settings.mostPerGas());
    RawTransaction raw =
        RawTransaction.createTransaction(
            chainNumber,
            needs.nonce(),
            gas,
            to.map(EvmAddress::toString).orElse(""),
            BigInteger.ZERO,
            data,
            settings.tip(),
            most);
    EvmSignature signature = payer.sign(Keccak256.hash(TransactionEncoder.encode(raw)));
    byte[] bytes =
        TransactionEncoder.encode(
            raw,
            new Sign.SignatureData(
                (byte) (27 + signature.recoveryId()),
                signature.rs().r().toByteArray(),
                signature.rs().s().toByteArray()));
    return new Signed(
        Keccak256.hash(bytes),
        to.orElseGet(() -> made(needs.nonce())),
        "0x" + HexFormat.of().formatHex(bytes));
  }

  /** The address of the contract that the account's transaction of this number makes. */
  private EvmAddress made(BigInteger nonce) {
    byte[] payerBytes = payer.address().bytes().toBytes();
    return new EvmAddress(Octets.of(ContractUtils.generateContractAddress(payerBytes, nonce)));
  }

  /** From here on the outcome may be unknown, which is never told as a refusal. */
  private Sending submit(Signed signed) {
    try {
      RpcAnswer answer = node.ask(RpcCall.of("eth_sendRawTransaction", signed.bytes()));
      if (answer instanceof RpcAnswer.Failed(RpcError error)
          && !saysItIsThere(error)
          && !isKnown(signed.id())) {
        return new Sending.Refused("node " + node.name() + ": " + error);
      }
    } catch (NodeException | MalformedException e) {
      return new Sending.Unconfirmed(signed.id(), String.valueOf(e.getMessage()));
    }
    return new Receipts(node, settings).await(signed.id(), signed.contract());
  }

  /** As nodes word it where the first of two tries went through, unseen by us. */
  private static boolean saysItIsThere(RpcError error) {
    String words = error.message().toLowerCase(Locale.ROOT);
    return words.contains("nonce too low")
        || words.contains("already known")
        || words.contains("already imported");
  }

  /** A node that is asked twice calls the second time a fault. */
  private boolean isKnown(Hash id) throws NodeException, MalformedException {
    return Asking.result(node, RpcCall.of("eth_getTransactionByHash", "0x" + id)).isObject();
  }
}
