package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.chain.nodes.Solc;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;

/** Feeds on a real chain: made, published in, and read. */
final class AnchorTest {
  private static final List<Asset> ASSETS = FeedWorld.assets(2);

  private static final String SPEC = SpecText.feed();

  private static FeedWorld world;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    world = new FeedWorld(folder);
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static Sending.Mined publish(Summary summary, Feed feed) throws Exception {
    return assertInstanceOf(
        Sending.Mined.class, world.anchor.publish(FeedWorld.signed(summary, feed)));
  }

  private static FeedContract contract(Feed feed) {
    return new FeedContract(world.node, feed);
  }

  @Test
  void feed_keepsItsTermsAndShowsWhatIsPublished() throws Exception {
    FeedTerms terms = FeedWorld.terms(ASSETS);
    Feed feed = world.deploy(terms);
    assertEquals(terms, contract(feed).terms());
    assertEquals(Optional.empty(), contract(feed).newest());
    for (int epoch : new int[] {1, 2, 7}) {
      Summary summary = FeedWorld.summary(epoch, ASSETS);
      Sending.Mined mined = publish(summary, feed);
      assertEquals(feed.contract(), mined.contract());
      assertEquals(Optional.of(summary), contract(feed).newest());
    }
  }

  @Test
  void contractsHash_isOurs() throws Exception {
    Feed feed = world.deploy(FeedWorld.terms(ASSETS));
    Summary summary = FeedWorld.summary(3, ASSETS);
    String call = FeedCalls.hashOf(FeedCalls.Columns.of(summary));
    assertEquals(
        summary.hash(feed),
        world
            .view(
                feed.contract(),
                "hashOf((uint64,uint64,bytes32,uint128[],uint128[]))",
                call.substring(10))
            .word(0));
  }

  @Test
  void assetFeeds_areAggregators() throws Exception {
    Feed feed = world.deploy(FeedWorld.terms(ASSETS));
    Summary summary = FeedWorld.summary(5, ASSETS);
    publish(summary, feed);
    List<EvmAddress> feeds = contract(feed).assetFeeds();
    assertEquals(ASSETS.size(), feeds.size());
    for (int i = 0; i < feeds.size(); i++) {
      EvmAddress asset = feeds.get(i);
      Figures figures = summary.figures().get(i);
      assertEquals(8, world.view(asset, "decimals()").number(0, 8).intValueExact());
      assertEquals(1, world.view(asset, "version()").number(0, 8).intValueExact());
      assertEquals(
          figures.asset().ticker() + " reserves of exchange.example",
          world.view(asset, "description()").text(0, 300));
      assertRound(summary, figures, world.view(asset, "latestRoundData()"));
      assertRound(summary, figures, world.view(asset, "getRoundData(uint80)", FeedWorld.word(5)));
      AbiReader both = world.view(asset, "figures()");
      assertEquals(figures.reserves().toBigInteger(), both.number(0, 128));
      assertEquals(figures.liabilities().toBigInteger(), both.number(1, 128));
    }
  }

  private static void assertRound(Summary summary, Figures figures, AbiReader round)
      throws Exception {
    long asOf = summary.asOf().instant().getEpochSecond();
    assertEquals(summary.epoch().number(), round.number(0, 80).longValueExact());
    assertEquals(figures.reserves().toBigInteger(), round.number(1, 128));
    assertEquals(asOf, round.number(2, 64).longValueExact());
    assertEquals(asOf, round.number(3, 64).longValueExact());
    assertEquals(summary.epoch().number(), round.number(4, 80).longValueExact());
  }

  @Test
  void roundThatIsNotHeld_reverts() throws Exception {
    Feed feed = world.deploy(FeedWorld.terms(ASSETS));
    publish(FeedWorld.summary(5, ASSETS), feed);
    publish(FeedWorld.summary(6, ASSETS), feed);
    EvmAddress asset = contract(feed).assetFeeds().getFirst();
    for (long round : new long[] {0, 5, 7}) {
      String call = FeedCalls.selector("getRoundData(uint80)") + FeedWorld.word(round);
      assertEquals(
          FeedCalls.selector("RoundNotHeld(uint80,uint80)"), world.revert(asset, call), "" + round);
    }
  }

  @Test
  void feedBeforeItsFirstEpoch_reverts() throws Exception {
    Feed feed = world.deploy(FeedWorld.terms(ASSETS));
    EvmAddress asset = contract(feed).assetFeeds().getFirst();
    String nothing = FeedCalls.selector("NothingPublished()");
    assertEquals(nothing, world.revert(asset, FeedCalls.selector("latestRoundData()")));
    assertEquals(nothing, world.revert(asset, FeedCalls.selector("figures()")));
    assertEquals(
        nothing,
        world.revert(asset, FeedCalls.selector("getRoundData(uint80)") + FeedWorld.word(0)));
    for (String function : new String[] {"latest(uint256)", "description(uint256)"}) {
      assertEquals(
          FeedCalls.selector("NoSuchAsset(uint256,uint256)"),
          world.revert(feed.contract(), FeedCalls.selector(function) + FeedWorld.word(2)));
    }
  }

  /** A contract of somebody else mints against reserves, and stops when they fall short. */
  @Test
  void minting_isRefusedBelowCoverage() throws Exception {
    Feed feed = world.deploy(FeedWorld.terms(ASSETS));
    publish(FeedWorld.summary(1, ASSETS), feed);
    EvmAddress mint =
        world.create(
            FeedCalls.creation(
                Solc.compile("chain/src/test/solidity/CoveredMint.sol", "CoveredMint").bytecode(),
                new Address(contract(feed).assetFeeds().getFirst().toString()),
                new Uint256(86_400)));
    long reserves = 1_820_410_000_007L;
    assertTrue(world.force(mint, mint(reserves - 1)));
    assertEquals(FeedCalls.selector("Uncovered(uint256,int256)"), world.revert(mint, mint(2)));
    assertTrue(!world.force(mint, mint(2)));
    assertTrue(world.force(mint, mint(1)));

    Summary good = FeedWorld.summary(2, ASSETS);
    Figures first = good.figures().getFirst();
    Figures less = new Figures(first.asset(), first.liabilities(), first.reserves());
    publish(
        new Summary(
            good.issuer(),
            good.epoch(),
            good.asOf(),
            good.statement(),
            List.of(less, good.figures().get(1))),
        feed);
    assertEquals(FeedCalls.selector("Short(uint256,uint256)"), world.revert(mint, mint(0)));

    publish(FeedWorld.summary(3, ASSETS), feed);
    assertEquals("none", world.revert(mint, mint(0)));
    String snapshot = world.ask("evm_snapshot").asString();
    world.ask("evm_increaseTime", 90_000);
    world.ask("evm_mine");
    assertEquals(FeedCalls.selector("Stale(uint256)"), world.revert(mint, mint(0)));
    world.ask("evm_revert", snapshot);
  }

  private static String mint(long amount) {
    return FeedCalls.selector("mint(uint256)") + FeedWorld.word(amount);
  }

  /** What {@code docs/spec/feed.md} says that it costs; 180,271 is what the design allows. */
  @ParameterizedTest
  @CsvSource({
    "1, 1800037, 112961, 58861",
    "5, 3248970, 211653, 77941",
    "20, 8682467, 581808, 149524"
  })
  void gas_isWhatTheTextSays(int count, long deploying, long first, long next) throws Exception {
    List<Asset> assets = FeedWorld.assets(count);
    Sending.Mined made =
        assertInstanceOf(Sending.Mined.class, world.anchor.deploy(FeedWorld.terms(assets)));
    Feed feed = new Feed(FeedWorld.CHAIN, made.contract());
    List<Long> found =
        List.of(
            made.gasUsed(),
            publish(FeedWorld.summary(1, assets), feed).gasUsed(),
            publish(FeedWorld.summary(2, assets), feed).gasUsed());
    System.out.println("gas with " + count + " assets: " + found);
    List<Long> told = List.of(deploying, first, next);
    for (int i = 0; i < told.size(); i++) {
      long most = told.get(i) + 500; // a zero byte is cheaper to send than another
      assertTrue(found.get(i) <= most && found.get(i) > told.get(i) - 2_000, found::toString);
      String figure = String.format(Locale.ROOT, "%,d", told.get(i));
      assertTrue(SPEC.contains(" " + figure + " "), figure);
    }
    assertTrue(count > 1 || found.get(1) < 180_271, found::toString);
  }

  /** As long as everything may be; a transaction of the main chain has no more than 2^24 gas. */
  @Test
  void largestFeed_canBeMade() throws Exception {
    List<Asset> assets =
        FeedWorld.assets(FeedTerms.MAX_ASSETS).stream()
            .map(asset -> new Asset(new Ticker(asset.ticker() + "X".repeat(26)), 30))
            .toList();
    List<EvmAddress> signers =
        IntStream.range(0, FeedTerms.MAX_SIGNERS)
            .mapToObj(i -> FeedWorld.key("7".repeat(62) + (10 + i)).address())
            .sorted()
            .toList();
    FeedTerms terms = new FeedTerms(new Issuer("a".repeat(63) + ".example"), signers, 32, assets);
    Feed feed = world.deploy(terms);
    assertEquals(terms, contract(feed).terms());
    assertEquals(
        assets.getLast().ticker() + " reserves of " + terms.issuer(),
        world.view(contract(feed).assetFeeds().getLast(), "description()").text(0, 300));
  }
}
