package dev.solvent.chain.evm;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.nodes.Solc;
import dev.solvent.chain.pin.PinOutcome;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.rpc.Endpoint;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.HttpSettings;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An anvil with contracts and balances, and what a test asks of it. */
public final class EvmWorld implements AutoCloseable {
  public static final ChainId CHAIN = ChainId.evm(Anvil.CHAIN);
  public static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "60");

  /** An account that anvil holds the key of. */
  private static final String DEPLOYER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

  private final Anvil anvil;
  private final Node node;

  public EvmWorld(Path folder, String... options) {
    anvil = Anvil.start(folder, options);
    node = node("anvil");
    tell("anvil_setBlockTimestampInterval", 12);
  }

  public Anvil anvil() {
    return anvil;
  }

  public Node node() {
    return node;
  }

  public Node node(String name) {
    HttpSettings settings = HttpSettings.DEFAULT.withDeadline(Duration.ofSeconds(20));
    return new HttpNode(Endpoint.of(name, anvil.uri()), settings);
  }

  /** A call that has to succeed. */
  public JsonNode tell(String method, Object... params) {
    try {
      return switch (node.ask(RpcCall.of(method, params))) {
        case RpcAnswer.Result(JsonNode value) -> value;
        case RpcAnswer.Failed(var error) -> throw new IllegalStateException(method + ": " + error);
      };
    } catch (NodeException e) {
      throw new IllegalStateException(e);
    }
  }

  public void mine(int blocks) {
    for (int i = 0; i < blocks; i++) {
      tell("evm_mine");
    }
  }

  /** Past the two epochs after which a block is final. */
  public void finish() {
    mine(10);
  }

  public static EvmAddress holder(int number) {
    return EvmNode.address(BigInteger.TWO.pow(150).add(BigInteger.valueOf(number)));
  }

  public static AccountRef account(EvmAddress address) {
    return AccountRef.of(CHAIN, address);
  }

  public static HoldingRef coin(EvmAddress address) {
    return new HoldingRef(account(address), COIN);
  }

  public static HoldingRef token(EvmAddress token, EvmAddress holder) {
    return new HoldingRef(account(holder), new AssetRef(CHAIN, AssetRef.TOKEN, token.toString()));
  }

  public void give(EvmAddress holder, BigInteger wei) {
    tell("anvil_setBalance", holder.toString(), "0x" + wei.toString(16));
  }

  /** Of a contract in chain/src/test/solidity; the arguments are words in hex. */
  public EvmAddress deploy(String file, String contract, String... words) {
    String code = Solc.test(file, contract).bytecode() + String.join("", words);
    JsonNode receipt = send(Map.of("from", DEPLOYER, "data", "0x" + code));
    return new EvmAddress(data(receipt.path("contractAddress")));
  }

  /** Calls a function by its signature, with arguments in words. */
  public void invoke(EvmAddress contract, String function, String... words) {
    String selector =
        Keccak256.hash(function.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
    String data = "0x" + selector + String.join("", words);
    send(Map.of("from", DEPLOYER, "to", contract.toString(), "data", data));
  }

  private JsonNode send(Map<String, String> transaction) {
    JsonNode hash = tell("eth_sendTransaction", transaction);
    tell("evm_mine");
    JsonNode receipt = tell("eth_getTransactionReceipt", hash.stringValue());
    if (!"0x1".equals(receipt.path("status").asString(""))) {
      throw new IllegalStateException("transaction failed: " + receipt);
    }
    return receipt;
  }

  private static Octets data(JsonNode json) {
    try {
      return Hexadecimal.data(json, "address");
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String word(EvmAddress address) {
    return EvmNode.word(address);
  }

  public static String word(BigInteger number) {
    String hex = number.toString(16);
    return "0".repeat(64 - hex.length()) + hex;
  }

  public static Pinning pinning(int quorum, Node... nodes) {
    return pinning(new Finality.Consensus(), quorum, nodes);
  }

  public static Pinning pinning(Finality finality, int quorum, Node... nodes) {
    EvmHeaders headers = new EvmHeaders(CHAIN, finality);
    return new Pinning(headers, List.of(nodes), quorum, Duration.ofDays(36_500));
  }

  public static Timestamp now() {
    return new Timestamp(Instant.parse("2026-11-01T00:00:00Z"));
  }

  public static Pinned pin(Pinning pinning) throws InterruptedException {
    PinOutcome outcome = pinning.pin(now());
    if (outcome instanceof Pinned pinned) {
      return pinned;
    }
    throw new IllegalStateException(outcome.toString());
  }

  public Pinned pin() throws InterruptedException {
    return pin(pinning(1, node));
  }

  public static List<HoldingRef> coins(int count) {
    List<HoldingRef> holdings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      holdings.add(coin(holder(i)));
    }
    return holdings;
  }

  @Override
  public void close() {
    anvil.close();
  }
}
