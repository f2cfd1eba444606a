package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.anchor.FeedCalls.Columns;
import dev.solvent.chain.anchor.FeedCalls.Signature;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** One fault in a publication that would be taken without it: the error, and nothing changed. */
final class SolvencyFeedTest {
  private static final List<Asset> ASSETS = FeedWorld.assets(2);
  private static final EvmKeyFile FIRST = FeedWorld.SIGNERS.get(0);
  private static final EvmKeyFile SECOND = FeedWorld.SIGNERS.get(1);
  private static final EvmKeyFile THIRD = FeedWorld.SIGNERS.get(2);

  private static final Summary HELD = FeedWorld.summary(5, ASSETS);
  private static final Summary GOOD = FeedWorld.summary(6, ASSETS);
  private static final Columns COLUMNS = Columns.of(GOOD);

  private static FeedWorld world;
  private static Feed feed;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    world = new FeedWorld(folder);
    feed = world.deploy(FeedWorld.terms(ASSETS));
    Sending first = world.anchor.publish(FeedWorld.signed(HELD, feed));
    assertTrue(first instanceof Sending.Mined, first::toString);
  }

  @AfterAll
  static void end() {
    world.close();
  }

  record Fault(String name, FeedError want, Columns columns, List<Signature> signatures) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault badSignatures(String name, FeedError want, Signature... signatures) {
    return new Fault(name, want, COLUMNS, List.of(signatures));
  }

  private static Signature by(EvmKeyFile key, Summary summary, Feed where) {
    return Signature.of(key.sign(summary.hash(where)));
  }

  private static Signature by(EvmKeyFile key) {
    return by(key, GOOD, feed);
  }

  /** Truly signed by two signers, so that the fault is in the figures alone. */
  private static Fault signed(String name, FeedError want, Summary summary) {
    return new Fault(
        name,
        want,
        Columns.of(summary),
        List.of(by(FIRST, summary, feed), by(THIRD, summary, feed)));
  }

  /** Signed as the good one, and altered afterwards. */
  private static Fault altered(String name, Columns columns) {
    return new Fault(
        "altered " + name, FeedError.NOT_A_SIGNER, columns, List.of(by(FIRST), by(THIRD)));
  }

  private static Summary at(Summary summary, long epoch, long asOf) {
    return new Summary(
        summary.issuer(),
        new Epoch(epoch),
        new Timestamp(Instant.ofEpochSecond(asOf)),
        summary.statement(),
        summary.figures());
  }

  static Stream<Fault> faults() {
    long asOf = GOOD.asOf().instant().getEpochSecond();
    List<Fault> faults = new ArrayList<>();
    faults.add(badSignatures("no signature", FeedError.TOO_FEW_SIGNATURES));
    faults.add(badSignatures("one signature", FeedError.TOO_FEW_SIGNATURES, by(SECOND)));
    faults.add(
        badSignatures(
            "a signer twice", FeedError.SIGNATURES_NOT_ASCENDING, by(SECOND), by(SECOND)));
    faults.add(badSignatures("unsorted", FeedError.SIGNATURES_NOT_ASCENDING, by(THIRD), by(FIRST)));
    List<EvmKeyFile> withStranger =
        Stream.of(SECOND, FeedWorld.STRANGER)
            .sorted(Comparator.comparing(EvmKeyFile::address))
            .toList();
    faults.add(
        badSignatures(
            "a stranger",
            FeedError.NOT_A_SIGNER,
            by(withStranger.get(0)),
            by(withStranger.get(1))));
    faults.add(
        badSignatures(
            "a stranger beside enough signers",
            FeedError.NOT_A_SIGNER,
            by(FIRST),
            by(THIRD),
            by(FeedWorld.STRANGER)));
    Signature low = by(THIRD);
    Signature high = new Signature(low.r(), Secp256k1.ORDER.subtract(low.s()), 55 - low.v());
    faults.add(badSignatures("high s", FeedError.MALFORMED_SIGNATURE, by(FIRST), high));
    faults.add(
        badSignatures(
            "v 0 or 1",
            FeedError.MALFORMED_SIGNATURE,
            by(FIRST),
            new Signature(low.r(), low.s(), low.v() - 27)));
    faults.add(
        badSignatures(
            "no key's",
            FeedError.MALFORMED_SIGNATURE,
            new Signature(BigInteger.ZERO, BigInteger.ONE, 27),
            by(THIRD)));
    Feed elsewhere = new Feed(ChainId.evm(1), feed.contract());
    faults.add(
        badSignatures(
            "another chain",
            FeedError.NOT_A_SIGNER,
            by(FIRST, GOOD, elsewhere),
            by(THIRD, GOOD, elsewhere)));
    Feed other = new Feed(FeedWorld.CHAIN, FIRST.address());
    faults.add(
        badSignatures(
            "another contract",
            FeedError.NOT_A_SIGNER,
            by(FIRST, GOOD, other),
            by(THIRD, GOOD, other)));
    Summary friend =
        new Summary(
            new Issuer("friend.example"),
            GOOD.epoch(),
            GOOD.asOf(),
            GOOD.statement(),
            GOOD.figures());
    faults.add(signed("another issuer", FeedError.NOT_A_SIGNER, friend));
    faults.add(signed("an older epoch", FeedError.EPOCH_NOT_NEWER, at(GOOD, 4, asOf)));
    faults.add(signed("the same epoch", FeedError.EPOCH_NOT_NEWER, at(GOOD, 5, asOf)));
    faults.add(signed("the same summary again", FeedError.EPOCH_NOT_NEWER, HELD));
    faults.add(
        signed(
            "a time to come",
            FeedError.AS_OF_IN_FUTURE,
            at(GOOD, 6, FeedWorld.GENESIS + 10_000_000)));
    faults.add(
        signed("a time before the newest", FeedError.AS_OF_BACKWARDS, at(GOOD, 6, asOf - 2)));
    faults.add(
        signed(
            "an asset too many",
            FeedError.WRONG_ASSETS,
            FeedWorld.summary(6, FeedWorld.assets(3))));
    faults.add(
        signed(
            "an asset too few", FeedError.WRONG_ASSETS, FeedWorld.summary(6, FeedWorld.assets(1))));
    List<Asset> renamed = List.of(ASSETS.getFirst(), asset("COIN99", 8));
    faults.add(signed("another asset", FeedError.NOT_A_SIGNER, FeedWorld.summary(6, renamed)));
    List<Asset> scaled = List.of(ASSETS.getFirst(), asset("COIN11", 6));
    faults.add(signed("other decimals", FeedError.NOT_A_SIGNER, FeedWorld.summary(6, scaled)));
    faults.addAll(alterations(asOf));
    return faults.stream();
  }

  private static Asset asset(String ticker, int decimals) {
    return new Asset(new Ticker(ticker), decimals);
  }

  private static List<Fault> alterations(long asOf) {
    List<Amount> more = List.of(COLUMNS.reserves().get(0), Amount.MAX);
    List<Amount> less = List.of(Amount.ZERO, COLUMNS.liabilities().get(1));
    List<Amount> swapped = COLUMNS.reserves().reversed();
    Hash statement = Hash.of(new byte[Hash.BYTES]);
    List<Amount> none = List.of();
    return List.of(
        altered(
            "epoch",
            new Columns(7, asOf, COLUMNS.statement(), COLUMNS.reserves(), COLUMNS.liabilities())),
        altered(
            "asOf",
            new Columns(
                6, asOf + 1, COLUMNS.statement(), COLUMNS.reserves(), COLUMNS.liabilities())),
        altered(
            "statement",
            new Columns(6, asOf, statement, COLUMNS.reserves(), COLUMNS.liabilities())),
        altered("reserves", new Columns(6, asOf, COLUMNS.statement(), more, COLUMNS.liabilities())),
        altered(
            "order of reserves",
            new Columns(6, asOf, COLUMNS.statement(), swapped, COLUMNS.liabilities())),
        altered("liabilities", new Columns(6, asOf, COLUMNS.statement(), COLUMNS.reserves(), less)),
        new Fault(
            "no liabilities",
            FeedError.WRONG_ASSETS,
            new Columns(6, asOf, COLUMNS.statement(), COLUMNS.reserves(), none),
            List.of(by(FIRST), by(THIRD))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void publication_withAFault_revertsAndChangesNothing(Fault fault) throws Exception {
    String call = FeedCalls.publish(fault.columns(), fault.signatures());
    assertEquals(FeedCalls.selector(fault.want().signature()), world.revert(feed.contract(), call));
    FeedContract contract = new FeedContract(world.node, feed);
    String words = contract.refusal(call).orElseThrow();
    String name = fault.want().signature().replaceFirst("\\(.*", "");
    assertTrue(words.startsWith(name + ": ") && !words.contains("{"), words);
    assertFalse(world.force(feed.contract(), call));
    assertEquals(Optional.of(HELD), contract.newest());
  }

  @Test
  void publication_withoutAFault_isTaken() throws Exception {
    List<List<EvmKeyFile>> enough =
        List.of(
            List.of(FIRST, SECOND),
            List.of(FIRST, THIRD),
            List.of(SECOND, THIRD),
            List.of(FIRST, SECOND, THIRD));
    for (List<EvmKeyFile> keys : enough) {
      String call = FeedCalls.publish(COLUMNS, keys.stream().map(SolvencyFeedTest::by).toList());
      assertEquals("none", world.revert(feed.contract(), call), keys::toString);
    }
  }

  /** Both sides of a chain that splits keep the contract; a signature is for one of them. */
  @Test
  void chainThatGetsAnotherNumber_wantsOtherSignatures() throws Exception {
    String call = FeedCalls.publish(COLUMNS, List.of(by(FIRST), by(THIRD)));
    Feed split = new Feed(ChainId.evm(31_338), feed.contract());
    Hash before = world.view(feed.contract(), "domainSeparator()").word(0);
    assertEquals(feed.domain().hash(), before);
    world.ask("anvil_setChainId", 31_338);
    try {
      assertEquals(split.domain().hash(), world.view(feed.contract(), "domainSeparator()").word(0));
      assertNotEquals(before, split.domain().hash());
      assertEquals(
          FeedCalls.selector(FeedError.NOT_A_SIGNER.signature()),
          world.revert(feed.contract(), call));
      String again =
          FeedCalls.publish(COLUMNS, List.of(by(FIRST, GOOD, split), by(THIRD, GOOD, split)));
      assertEquals("none", world.revert(feed.contract(), again));
    } finally {
      world.ask("anvil_setChainId", 31_337);
    }
  }

  @Test
  void ether_isNotTaken() throws Exception {
    assertFalse(world.force(feed.contract(), Map.of("value", "0x1")));
    assertEquals(
        "0x0", world.ask("eth_getBalance", feed.contract().toString(), "latest").asString());
  }

  @Test
  void largestAmounts_areRead() throws Exception {
    Feed large = world.deploy(FeedWorld.terms(FeedWorld.assets(1)));
    Summary summary =
        new Summary(
            GOOD.issuer(),
            GOOD.epoch(),
            GOOD.asOf(),
            GOOD.statement(),
            List.of(new Figures(ASSETS.getFirst(), Amount.MAX, Amount.MAX)));
    assertTrue(world.anchor.publish(FeedWorld.signed(summary, large)) instanceof Sending.Mined);
    EvmAddress asset = new FeedContract(world.node, large).assetFeeds().getFirst();
    assertEquals(Amount.MAX.toBigInteger(), world.view(asset, "latestRoundData()").number(1, 128));
  }

  /** What makes a feed, and the error that it reverts with. */
  record Making(
      String want, String issuer, List<String> signers, int threshold, List<DynamicStruct> assets) {
    String creation() {
      return FeedCalls.creation(
          ContractCode.of("SolvencyFeed"),
          new Utf8String(issuer),
          new DynamicArray<>(Address.class, signers.stream().map(Address::new).toList()),
          new Uint256(threshold),
          new DynamicArray<>(DynamicStruct.class, assets));
    }
  }

  private static DynamicStruct raw(String ticker, int decimals) {
    return new DynamicStruct(new Utf8String(ticker), new Uint8(decimals));
  }

  static Stream<Making> makings() {
    String issuer = "exchange.example";
    List<String> signers = FeedWorld.SIGNERS.stream().map(key -> key.address().toString()).toList();
    String first = signers.getFirst();
    String zero = "0x" + "0".repeat(40);
    List<String> tooMany =
        IntStream.rangeClosed(1, FeedTerms.MAX_SIGNERS + 1)
            .mapToObj(i -> "0x" + FeedWorld.word(i).substring(24))
            .toList();
    List<DynamicStruct> tooManyAssets =
        FeedWorld.assets(FeedTerms.MAX_ASSETS + 1).stream()
            .map(asset -> raw(asset.ticker().text(), asset.decimals()))
            .toList();
    List<DynamicStruct> good = List.of(raw("BTC", 8), raw("ETH", 18));
    String ascending = "SignersNotAscending(address,address)";
    String count = "SignerCount(uint256,uint256)";
    String threshold = "ThresholdOutOfRange(uint256,uint256)";
    String tickers = "TickersNotAscending(string)";
    return Stream.of(
        new Making("NoIssuer()", "", signers, 2, good),
        new Making(count, issuer, List.of(), 1, good),
        new Making(count, issuer, tooMany, 1, good),
        new Making(threshold, issuer, signers, 0, good),
        new Making(threshold, issuer, signers, 4, good),
        new Making(ascending, issuer, signers.reversed(), 2, good),
        new Making(ascending, issuer, List.of(first, first), 2, good),
        new Making(ascending, issuer, List.of(zero, first), 2, good),
        new Making("AssetCount(uint256,uint256)", issuer, signers, 2, List.of()),
        new Making("AssetCount(uint256,uint256)", issuer, signers, 2, tooManyAssets),
        new Making("TickerTooLong(string)", issuer, signers, 2, List.of(raw("A".repeat(33), 8))),
        new Making("DecimalsOutOfRange(uint8,uint256)", issuer, signers, 2, List.of(raw("A", 31))),
        new Making(tickers, issuer, signers, 2, good.reversed()),
        new Making(tickers, issuer, signers, 2, List.of(raw("BTC", 8), raw("BTC", 6))),
        new Making(tickers, issuer, signers, 2, List.of(raw("BTC", 8), raw("BTC\0", 8))),
        new Making(tickers, issuer, signers, 2, List.of(raw("", 8))));
  }

  @ParameterizedTest
  @MethodSource("makings")
  void making_withAFault_reverts(Making bad) throws Exception {
    RpcAnswer answer =
        world.node.ask(RpcCall.of("eth_call", Map.of("data", bad.creation()), "latest"));
    String error = FeedCalls.selector(bad.want()).substring(2);
    assertTrue(answer.toString().contains(error), answer::toString);
  }
}
