package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A chain of its own with an account that pays, three signers, and feeds that two of them sign. */
final class FeedWorld implements AutoCloseable {
  static final ChainId CHAIN = ChainId.evm(Anvil.CHAIN);
  static final Issuer ISSUER = new Issuer("exchange.example");
  static final EvmKeyFile PAYER = key(Anvil.KEY.substring(2));

  /** Ascending by address. */
  static final List<EvmKeyFile> SIGNERS =
      Stream.of("1", "2", "3")
          .map(digit -> key("5".repeat(63) + digit))
          .sorted(Comparator.comparing(EvmKeyFile::address))
          .toList();

  static final EvmKeyFile STRANGER = key("6".repeat(64));
  static final SendSettings SETTINGS =
      new SendSettings(
          BigInteger.TEN.pow(11),
          BigInteger.ONE,
          1 << 24,
          Duration.ofSeconds(20),
          Duration.ofMillis(20));

  /** The moment that the chain begins at. */
  static final long GENESIS = 1_700_000_000;

  private final Anvil anvil;
  final HttpNode node;
  final Anchor anchor;

  FeedWorld(Path folder) throws Exception {
    anvil = Anvil.start(folder);
    node = HttpNode.of("anvil", anvil.uri());
    anchor = new Anchor(node, CHAIN, PAYER, SETTINGS);
    ask("evm_setAutomine", true);
  }

  static EvmKeyFile key(String hex) {
    try {
      return EvmKeyFile.parse(hex);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<Asset> assets(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Asset(new Ticker("COIN" + (10 + i)), 8))
        .toList();
  }

  static FeedTerms terms(List<Asset> assets) {
    return new FeedTerms(ISSUER, SIGNERS.stream().map(EvmKeyFile::address).toList(), 2, assets);
  }

  static Summary summary(int epoch, List<Asset> assets) {
    List<Figures> figures = new ArrayList<>();
    for (Asset asset : assets) {
      long owed = 1_820_410_000_000L + figures.size();
      figures.add(new Figures(asset, Amount.of(owed + 7), Amount.of(owed)));
    }
    byte[] statement = new byte[Hash.BYTES];
    Arrays.fill(statement, (byte) (0xA0 + epoch));
    return new Summary(
        ISSUER,
        new Epoch(epoch),
        new Timestamp(Instant.ofEpochSecond(GENESIS - 1_000 + epoch)),
        Hash.of(statement),
        figures);
  }

  static List<EvmSignature> signatures(Summary summary, Feed feed, EvmKeyFile... keys) {
    return Stream.of(keys).map(key -> key.sign(summary.hash(feed))).toList();
  }

  static SignedSummary signed(Summary summary, Feed feed, EvmKeyFile... keys) throws Exception {
    return SignedSummary.of(summary, feed, signatures(summary, feed, keys));
  }

  static SignedSummary signed(Summary summary, Feed feed) throws Exception {
    return signed(summary, feed, SIGNERS.get(0), SIGNERS.get(2));
  }

  Feed deploy(FeedTerms terms) throws Exception {
    return new Feed(CHAIN, ((Sending.Mined) anchor.deploy(terms)).contract());
  }

  /** Another contract, by the code and the arguments that make it. */
  EvmAddress create(String creation) throws Exception {
    Transactions transactions = new Transactions(node, CHAIN, PAYER, SETTINGS);
    return ((Sending.Mined) transactions.send(Optional.empty(), creation)).contract();
  }

  JsonNode ask(String method, Object... params) throws Exception {
    return ask(node, method, params);
  }

  static JsonNode ask(Node node, String method, Object... params) throws Exception {
    return Asking.result(node, RpcCall.of(method, params));
  }

  /** A call of a view function without arguments, or with one word. */
  AbiReader view(EvmAddress contract, String function, String... words) throws Exception {
    String data = FeedCalls.selector(function) + String.join("", words);
    return new AbiReader(
        Asking.data(ask("eth_call", Map.of("to", contract.toString(), "data", data), "latest")));
  }

  static String word(long number) {
    return String.format(Locale.ROOT, "%064x", number);
  }

  /**
   * The first four bytes of what a call reverts with, as {@code 0x} and hex; null if it does not.
   */
  String revert(EvmAddress contract, String data) throws Exception {
    AbiReader tried =
        new AbiReader(
            Asking.data(
                ask("eth_call", Map.of("data", FeedCalls.probe(contract, data)), "latest")));
    return tried.number(0, 1).signum() == 1
        ? "none"
        : "0x" + HexFormat.of().formatHex(tried.octets(1, 10_000), 0, 4);
  }

  /** Sends it without asking whether it will work; whether it did. */
  boolean force(EvmAddress contract, String data) throws Exception {
    return force(contract, Map.of("data", data));
  }

  boolean force(EvmAddress contract, Map<String, String> members) throws Exception {
    Map<String, String> transaction = new HashMap<>(members);
    transaction.put("from", PAYER.address().toString());
    transaction.put("to", contract.toString());
    transaction.put("gas", "0x1e8480");
    String id = ask("eth_sendTransaction", transaction).asString();
    return switch (new Receipts(node, SETTINGS).await(Hash.parse(id.substring(2)), contract)) {
      case Sending.Mined mined -> true;
      case Sending.Refused reverted -> false;
      case Sending.Unconfirmed lost -> throw new IllegalStateException(lost.reason());
    };
  }

  @Override
  public void close() {
    anvil.close();
  }
}
