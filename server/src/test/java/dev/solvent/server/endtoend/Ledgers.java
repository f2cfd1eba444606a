package dev.solvent.server.endtoend;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.demo.chain.DemoChain;
import dev.solvent.server.demo.chain.DemoNode;
import dev.solvent.server.demo.chain.DemoToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Where reserves are: a real node with coins, and a chain of this process with a token. */
final class Ledgers implements AutoCloseable {
  static final ChainId COINS = EvmWorld.CHAIN;
  static final ChainId TOKENS = ChainId.evm(1337);

  /** The first two accounts that anvil has the keys of. */
  static final EvmAddress FIRST = address("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");

  /** The first one's key, from a mnemonic that everybody knows. */
  static final String FIRST_KEY = Anvil.KEY.substring(2);

  static final EvmAddress SECOND = address("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");

  private static final BigInteger COIN = BigInteger.TEN.pow(18);
  private static final BigInteger HELD = COIN.multiply(BigInteger.TEN.pow(9));

  private final EvmWorld world;
  private final DemoChain tokens = new DemoChain(TOKENS, InstantSource.system());
  private final DemoToken token;
  private final List<DemoNode> nodes;

  Ledgers(Path folder) throws IOException, MalformedException {
    world = new EvmWorld(Files.createDirectory(folder));
    world.tell("anvil_removeBlockTimestampInterval");
    world.tell("evm_setNextBlockTimestamp", Instant.now().getEpochSecond() - 60);
    world.give(FIRST, HELD);
    world.give(SECOND, BigInteger.ZERO);
    token = new DemoToken(address("0x" + "70".repeat(20)), Asset.parse("USDT:6"));
    tokens.mine(state -> state.with(token).with(token, FIRST, HELD));
    nodes = List.of(DemoNode.start(tokens), DemoNode.start(tokens));
    goOn();
  }

  private static EvmAddress address(String text) {
    try {
      return EvmAddress.parse(text);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Both chains have final blocks of this moment. */
  void goOn() {
    world.finish();
    tokens.mine();
  }

  /** All coins but a little go from the first account to the second. */
  void move() {
    BigInteger moved = HELD.subtract(COIN);
    world.tell(
        "eth_sendTransaction",
        Map.of(
            "from", FIRST.toString(), "to", SECOND.toString(), "value", "0x" + moved.toString(16)));
    goOn();
  }

  /** A contract that says since ten minutes ago what one whole unit costs, to eight places. */
  EvmAddress feed(long price) {
    EvmAddress feed = world.deploy("PriceFeed.sol", "PriceFeed");
    world.invoke(
        feed,
        "set(uint8,uint80,int256,uint256,uint80)",
        word(8),
        word(1),
        word(price),
        word(Instant.now().getEpochSecond() - 600),
        word(1));
    goOn();
    return feed;
  }

  private static String word(long number) {
    return EvmWorld.word(BigInteger.valueOf(number));
  }

  /** What the second account's wallet signs. */
  String sign(Path challenge) throws IOException {
    String hex = "0x" + HexFormat.of().formatHex(Files.readAllBytes(challenge));
    return world.tell("personal_sign", hex, SECOND.toString()).stringValue();
  }

  List<KnownAsset> known() throws MalformedException {
    // ascending: eip155:1337 before eip155:31337
    return List.of(token.known(TOKENS), new KnownAsset(EvmWorld.COIN, Asset.parse("ETH:18")));
  }

  static String account(EvmAddress address) {
    return COINS + ":" + address;
  }

  /** The settings' section on nodes, for the exchange and for observers. */
  String chains() {
    return chain(COINS, List.of(world.anvil().uri().toString()))
        + chain(TOKENS, nodes.stream().map(node -> node.uri().toString()).toList());
  }

  private static String chain(ChainId id, List<String> nodes) {
    StringBuilder yaml = new StringBuilder("  - chain: " + id + "\n    quorum: " + nodes.size());
    yaml.append("\n    finality: finalized\n    maxAge: 1h\n    nodes:\n");
    for (int i = 0; i < nodes.size(); i++) {
      yaml.append("      - {name: node-" + i + ", url: \"" + nodes.get(i) + "\"}\n");
    }
    return yaml.toString();
  }

  /** The settings' section on what is held. */
  String reserves() {
    AssetRef usdt = token.on(TOKENS);
    return "  - account: "
        + account(FIRST)
        + "\n  - account: "
        + (TOKENS + ":" + FIRST)
        + "\n    assets: ["
        + usdt
        + "]\n";
  }

  @Override
  public void close() {
    nodes.forEach(DemoNode::close);
    world.close();
  }
}
