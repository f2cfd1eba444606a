package dev.solvent.server.config;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.chain.bitcoin.Descriptor;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entries of {@code reserves}. */
final class ReserveSection {
  private static final Pattern RANGE = Pattern.compile("(0|[1-9][0-9]{0,8})-(0|[1-9][0-9]{0,8})");
  private static final int MAX_STATEMENT = 1 << 20;
  private static final String ACCOUNT = "its CAIP-10 id, such as eip155:1:0x…";
  private static final String ASSET = "a CAIP-19 id of the same chain, such as eip155:1/slip44:60";

  private final Path folder;
  private final Predicate<ChainId> chains;
  private final Optional<Policy> policy;
  private final Map<Place, Integer> lines = new HashMap<>();
  private final List<ReserveEntry> entries = new ArrayList<>();

  /**
   * Reads entries one after the other.
   *
   * @param chains whether a chain stands in the file, right or wrong
   * @param policy where it could be read
   */
  ReserveSection(Path folder, Predicate<ChainId> chains, Optional<Policy> policy) {
    this.folder = folder;
    this.chains = chains;
    this.policy = policy;
  }

  List<ReserveEntry> entries() {
    return entries;
  }

  void read(Value value) {
    Optional<Keys> found = value.keys("a reserve has an account, or a chain and a descriptor");
    if (found.isEmpty()) {
      return;
    }
    Keys keys = found.get();
    Optional<Value> descriptor = keys.optional("descriptor");
    if (descriptor.isPresent()) {
      described(keys, descriptor.get());
      return;
    }
    Optional<AccountRef> account =
        keys.required("account", ACCOUNT).flatMap(text -> text.read(AccountRef::parse, ACCOUNT));
    if (account.isPresent()) {
      account(keys, account.get());
    } else {
      List.of("asset", "assets", "custodian", "claimed").forEach(keys::optional);
    }
    keys.end();
  }

  private void described(Keys keys, Value value) {
    Optional<ChainId> chain =
        keys.required("chain", "the descriptor's chain: bip122 and half of its genesis hash")
            .flatMap(id -> id.read(ReserveSection::bitcoin, "a chain that has descriptors"));
    int[] range =
        keys.optional("addresses")
            .flatMap(text -> text.read(ReserveSection::range, "the first and the last, as 0-99"))
            .orElse(new int[] {0, 0});
    Optional<Descriptor> descriptor =
        value.read(
            text -> Descriptor.parse(text, range[0], range[1]),
            "as a wallet exports it, such as wpkh(xpub…/0/*), with addresses: 0-99");
    keys.end();
    if (chain.isPresent() && descriptor.isPresent()) {
      requireChain(value, chain.get());
      coin(value, chain.get())
          .ifPresent(coin -> entries.add(new ReserveEntry.Described(descriptor.get(), coin)));
    }
  }

  private static ChainId bitcoin(String text) throws MalformedException {
    ChainId chain = ChainId.parse(text);
    if (chain.isEvm()) {
      throw new MalformedException("chain " + chain + ", want one like Bitcoin");
    }
    return chain;
  }

  private static int[] range(String text) throws MalformedException {
    Matcher form = RANGE.matcher(text);
    if (!form.matches()) {
      throw new MalformedException(Quoted.of(text) + ", want two numbers such as 0-99");
    }
    return new int[] {Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))};
  }

  private void account(Keys keys, AccountRef account) {
    Value place = keys.owner();
    requireChain(place, account.chain());
    Optional<Value> custodian = keys.optional("custodian");
    Optional<Value> claimed = keys.optional("claimed");
    if (custodian.isPresent() && claimed.isPresent()) {
      place.problem("both custodian and claimed, want one of them", "take one of them away");
    } else if (custodian.isPresent() || claimed.isPresent()) {
      Optional<HoldingRef> holding =
          keys.required("asset", ASSET).flatMap(asset -> holding(asset, account));
      Optional<Octets> envelope =
          custodian.flatMap(file ->
              NamedFile.read(
                  file, folder, MAX_STATEMENT, "the statement that the custodian signed"));
      Optional<Amount> units =
          claimed.flatMap(text -> text.read(Amount::parse, "the asset's smallest units, no point"));
      holding.ifPresent(ref -> {
        envelope.ifPresent(bytes -> add(place, new Reserve.InCustody(ref, bytes)));
        units.ifPresent(amount -> add(place, new Reserve.Claimed(ref, amount)));
      });
    } else {
      onChain(keys, account);
    }
  }

  private void onChain(Keys keys, AccountRef account) {
    Optional<Value> assets = keys.optional("assets");
    if (assets.isEmpty()) {
      coin(keys.owner(), account.chain())
          .ifPresent(coin -> add(keys.owner(), new Reserve.OnChain(new HoldingRef(account, coin))));
      return;
    }
    for (Value asset : assets.get().items("leave it out for the chain's own coin alone")) {
      holding(asset, account).ifPresent(holding -> add(asset, new Reserve.OnChain(holding)));
    }
  }

  private Optional<HoldingRef> holding(Value value, AccountRef account) {
    Optional<AssetRef> asset = value.read(AssetRef::parse, ASSET);
    asset.ifPresent(ref -> {
      if (policy.isPresent() && policy.get().known(ref).isEmpty()) {
        value.problem(
            "asset " + ref + ", want one that the policy knows",
            "add it to the policy's assets, which say what it covers");
      }
    });
    return asset.flatMap(ref -> value.read(_ -> new HoldingRef(account, ref), ASSET));
  }

  /** The chain's coin, as the policy spells it. */
  private Optional<AssetRef> coin(Value place, ChainId chain) {
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Optional<AssetRef> coin =
        policy.get().assets().stream()
            .map(KnownAsset::asset)
            .filter(asset -> asset.chain().equals(chain))
            .filter(asset -> asset.namespace().equals(AssetRef.COIN))
            .findFirst();
    if (coin.isEmpty()) {
      place.problem(
          "the coin of " + chain + ", want one that the policy knows",
          "name the account's assets, or add the coin to the policy's assets");
    }
    return coin;
  }

  private void requireChain(Value place, ChainId chain) {
    if (!chains.test(chain)) {
      place.problem(
          "a reserve on " + chain + ", want a chain that has nodes",
          "add it to chains; every holding is pinned to a block of its chain");
    }
  }

  private void add(Value place, Reserve reserve) {
    Integer before = lines.putIfAbsent(reserve.holding().place(), place.line());
    if (before != null) {
      place.problem(
          reserve.holding() + " again, first on line " + before + ", want it once",
          "take one of them away");
    }
    entries.add(new ReserveEntry.Spelled(reserve));
  }
}
