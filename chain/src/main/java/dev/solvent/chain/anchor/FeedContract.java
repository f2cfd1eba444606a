package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A feed as a node shows it, which may be wrong: what it says is for people, not for verdicts. */
public final class FeedContract {
  private static final int MAX_TEXT = 255;
  private static final BigInteger LAST_EPOCH = BigInteger.valueOf(Epoch.MAX);
  private static final BigInteger LAST_SECOND =
      BigInteger.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

  private final Node node;
  private final Feed feed;

  public FeedContract(Node node, Feed feed) {
    this.node = node;
    this.feed = feed;
  }

  /** What it was made with. A contract of another kind is malformed. */
  public FeedTerms terms() throws NodeException, MalformedException {
    requireChain(node, feed.chain());
    Issuer issuer = Issuer.parse(returned("issuer()").text(0, MAX_TEXT));
    List<EvmAddress> signers =
        returned("signers()").list(0, FeedTerms.MAX_SIGNERS, AbiReader::address);
    int threshold = returned("THRESHOLD()").number(0, 31).intValueExact();
    List<Asset> assets = returned("assets()").list(0, FeedTerms.MAX_ASSETS, FeedContract::asset);
    try {
      return new FeedTerms(issuer, signers, threshold, assets);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("contract " + feed.contract() + ": " + e.getMessage(), e);
    }
  }

  private static Asset asset(AbiReader items, int slot) throws MalformedException {
    AbiReader tuple = items.tuple(slot);
    Ticker ticker = Ticker.parse(tuple.text(0, MAX_TEXT));
    int decimals = tuple.number(1, 31).intValueExact();
    if (decimals > Asset.MAX_DECIMALS) {
      throw new MalformedException("decimals " + decimals + ", want 0 to " + Asset.MAX_DECIMALS);
    }
    return new Asset(ticker, decimals);
  }

  /** Where each asset is read as AggregatorV3, in the order of the terms' assets. */
  public List<EvmAddress> assetFeeds() throws NodeException, MalformedException {
    return returned("feeds()").list(0, FeedTerms.MAX_ASSETS, AbiReader::address);
  }

  /** The newest summary; none where nothing is published yet. */
  public Optional<Summary> newest() throws NodeException, MalformedException {
    FeedTerms terms = terms();
    AbiReader summary = returned("newest()").tuple(0);
    BigInteger epoch = summary.number(0, 64);
    if (epoch.signum() == 0) {
      return Optional.empty();
    }
    BigInteger asOf = summary.number(1, 64);
    if (epoch.compareTo(LAST_EPOCH) > 0 || asOf.compareTo(LAST_SECOND) > 0) {
      throw new MalformedException(
          "epoch " + epoch + " as of " + asOf + ", want at most 2^53 - 1 and the year 9999");
    }
    List<Amount> reserves = summary.list(3, FeedTerms.MAX_ASSETS, FeedContract::amount);
    List<Amount> liabilities = summary.list(4, FeedTerms.MAX_ASSETS, FeedContract::amount);
    return Optional.of(
        new Summary(
            terms.issuer(),
            new Epoch(epoch.longValueExact()),
            new Timestamp(Instant.ofEpochSecond(asOf.longValueExact())),
            summary.word(2),
            figures(terms.assets(), reserves, liabilities)));
  }

  private static Amount amount(AbiReader items, int slot) throws MalformedException {
    BigInteger number = items.number(slot, 128);
    return new Amount(number.shiftRight(64).longValue(), number.longValue());
  }

  private static List<Figures> figures(
      List<Asset> assets, List<Amount> reserves, List<Amount> liabilities)
      throws MalformedException {
    if (reserves.size() != assets.size() || liabilities.size() != assets.size()) {
      throw new MalformedException(
          "figures of "
              + reserves.size()
              + " and "
              + liabilities.size()
              + " assets, want of "
              + assets.size());
    }
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < assets.size(); i++) {
      figures.add(new Figures(assets.get(i), reserves.get(i), liabilities.get(i)));
    }
    return figures;
  }

  /** Why the contract would refuse this now, without sending it; empty where it would not. */
  public Optional<String> refusal(SignedSummary signed) throws NodeException, MalformedException {
    if (!signed.feed().equals(feed)) {
      return Optional.of(
          "signed for "
              + signed.feed().contract()
              + " on "
              + signed.feed().chain()
              + ", want for "
              + feed.contract()
              + " on "
              + feed.chain());
    }
    FeedTerms terms = terms();
    Summary summary = signed.summary();
    if (!summary.issuer().equals(terms.issuer())) {
      return Optional.of("issuer " + summary.issuer() + ", want " + terms.issuer());
    }
    if (!summary.assets().equals(terms.assets())) {
      return Optional.of("assets " + summary.assets() + ", want " + terms.assets());
    }
    return refusal(FeedCalls.publish(signed));
  }

  Optional<String> refusal(String call) throws NodeException, MalformedException {
    AbiReader tried = call(Map.of("data", FeedCalls.probe(feed.contract(), call)));
    return tried.number(0, 1).signum() == 1
        ? Optional.empty()
        : Optional.of(FeedError.explain(tried.octets(1, 10_000)));
  }

  private AbiReader returned(String function) throws NodeException, MalformedException {
    return call(Map.of("to", feed.contract().toString(), "data", FeedCalls.selector(function)));
  }

  private AbiReader call(Map<String, String> transaction) throws NodeException, MalformedException {
    RpcCall call = RpcCall.of("eth_call", transaction, "latest");
    return new AbiReader(Asking.data(Asking.result(node, call)));
  }

  static void requireChain(Node node, ChainId chain) throws NodeException, MalformedException {
    BigInteger found = Asking.quantity(Asking.result(node, RpcCall.of("eth_chainId")));
    if (!found.toString().equals(chain.reference())) {
      throw new MalformedException(
          "node " + node.name() + ": chain eip155:" + found + ", want " + chain);
    }
  }
}
