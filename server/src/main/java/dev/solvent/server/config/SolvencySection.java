package dev.solvent.server.config;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceRule;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.solvency.PolicyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The section {@code solvency}. Policies are looked at here; prices and terms, which others write
 * while this stands, are not.
 */
final class SolvencySection {
  private static final String FORM =
      "policy, announce, terms, history, positions, prices: docs/operating/solvency.md";
  private static final String PRICE =
      "write {source: NAME, file: FILE}, or {source: NAME, chain: CHAIN, feeds: {ASSET: ADDRESS}}";

  private final Path folder;
  private final Optional<Issuer> issuer;
  private final Predicate<ChainId> chains;
  private final Map<Label, Integer> lines = new HashMap<>();

  /** Where prices come from, and the line that says so: a second name makes no second source. */
  private final Map<String, Integer> origins = new HashMap<>();

  private final List<PriceSetting> prices = new ArrayList<>();

  /**
   * Reads the section.
   *
   * @param chains whether a chain stands in the file, right or wrong
   */
  SolvencySection(Path folder, Optional<Issuer> issuer, Predicate<ChainId> chains) {
    this.folder = folder;
    this.issuer = issuer;
    this.chains = chains;
  }

  Optional<SolvencySettings> read(Value value) {
    Optional<Keys> found = value.keys(FORM);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Keys keys = found.get();
    Optional<Value> judging =
        keys.required("policy", "the file of a policy, docs/spec/solvency-policy.md");
    Optional<Path> policy =
        judging.flatMap(file -> file.read(folder::resolve, "a file, such as solvency-policy.json"));
    Optional<SolvencyPolicy> current = policy.flatMap(file -> policy(judging.get(), file));
    Optional<Value> announce = keys.optional("announce");
    Optional<Path> next =
        announce.flatMap(file -> file.read(folder::resolve, "a file, such as next-policy.json"));
    Optional<SolvencyPolicy> announced = next.flatMap(file -> policy(announce.get(), file));
    Optional<Path> terms =
        keys.optional("terms")
            .flatMap(file -> file.read(folder::resolve, "a file, such as terms.csv"));
    Optional<Path> history =
        keys.optional("history")
            .flatMap(file -> file.read(folder::resolve, "a file, such as price-history.json"));
    Optional<Path> positions =
        keys.optional("positions")
            .flatMap(file -> file.read(folder::resolve, "a file, such as positions.json"));
    Optional<Value> sources = keys.required("prices", PRICE);
    sources.ifPresent(all -> all.items(PRICE).forEach(this::price));
    keys.end();
    sources.ifPresent(all -> {
      current.ifPresent(each -> requireEnough(all, "policy", each.prices()));
      announced.ifPresent(each -> requireEnough(all, "announce", each.prices()));
    });
    return policy.map(
        file -> new SolvencySettings(file, next.orElse(file), terms, history, positions, prices));
  }

  private Optional<SolvencyPolicy> policy(Value value, Path file) {
    if (issuer.isEmpty()) {
      return Optional.empty(); // which is found
    }
    try {
      return Optional.of(PolicyFile.read(file, issuer.get()));
    } catch (UserError e) {
      value.problem(String.valueOf(e.getMessage()), e.hint());
      return Optional.empty();
    }
  }

  private void price(Value value) {
    Optional<Keys> keys = value.keys(PRICE);
    Optional<Label> source =
        keys.flatMap(all -> all.required("source", "its name, as the policy has it"))
            .flatMap(name -> name.read(Label::parse, "its name, as the policy has it"));
    boolean asked = keys.isPresent() && keys.get().all().containsKey("feeds");
    Optional<Path> file =
        asked
            ? Optional.empty()
            : keys.flatMap(all -> all.required("file", PRICE)).flatMap(this::file);
    Optional<ChainId> chain = asked ? keys.flatMap(this::chain) : Optional.empty();
    SortedMap<Ticker, EvmAddress> feeds =
        asked
            ? keys.flatMap(all -> all.required("feeds", PRICE))
                .map(named -> feeds(named, chain))
                .orElse(new TreeMap<>())
            : new TreeMap<>();
    keys.ifPresent(Keys::end);
    source.ifPresent(name -> {
      Integer before = lines.putIfAbsent(name, value.line());
      if (before != null) {
        value.problem(
            "source " + name + " again, first on line " + before + ", want it once",
            "one source has one price: take one of them away");
      }
      file.ifPresent(at -> prices.add(new PriceSetting.InFile(name, at)));
      chain.ifPresent(at -> prices.add(new PriceSetting.OnChain(name, at, feeds)));
    });
  }

  private Optional<Path> file(Value value) {
    Optional<Path> file = value.read(folder::resolve, "a file, such as prices/desk.csv");
    file.ifPresent(at -> requireFirst(value, real(at).toString()));
    return file;
  }

  /** The same for all names of one file, as far as it is there. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  private void requireFirst(Value value, String origin) {
    Integer before = origins.putIfAbsent(origin, value.line());
    if (before != null) {
      value.problem(
          origin + " again, first on line " + before + ", want it under one source",
          "sources are counted because they do not depend on each other: name another one, or"
              + " take this one away");
    }
  }

  private Optional<ChainId> chain(Keys keys) {
    String form = "an EVM chain's CAIP-2 id, such as eip155:1";
    Optional<Value> value = keys.required("chain", form);
    Optional<ChainId> chain = value.flatMap(id -> id.read(ChainId::parse, form));
    if (chain.isPresent() && (!chain.get().isEvm() || !chains.test(chain.get()))) {
      value
          .get()
          .problem(
              "feeds on " + chain.get() + ", want an EVM chain that has nodes and a reserve",
              "feeds are read at the block at which the reserves of their chain are");
    }
    return chain;
  }

  private SortedMap<Ticker, EvmAddress> feeds(Value value, Optional<ChainId> chain) {
    SortedMap<Ticker, EvmAddress> feeds = new TreeMap<>();
    String form = "the feed's contract, such as BTC: \"0x…\"";
    Optional<Keys> keys = value.keys(form);
    for (Map.Entry<String, Value> feed : keys.map(Keys::all).orElse(Map.of()).entrySet()) {
      Optional<EvmAddress> address = feed.getValue().read(EvmAddress::parse, form);
      try {
        Ticker asset = Ticker.parse(feed.getKey());
        address.ifPresent(at -> {
          feeds.put(asset, at);
          chain.ifPresent(on -> requireFirst(feed.getValue(), asset + " of " + at + " on " + on));
        });
      } catch (MalformedException e) {
        feed.getValue().problem(String.valueOf(e.getMessage()), form);
      }
    }
    if (keys.isPresent() && keys.get().all().isEmpty()) {
      value.problem("no feed, want one or more", form);
    }
    return feeds;
  }

  /** With fewer no asset would have a price, whatever the files say. */
  private void requireEnough(Value all, String policy, PriceRule rule) {
    long counting = rule.sources().stream().filter(lines::containsKey).count();
    if (counting < rule.minimumSources()) {
      all.problem(
          counting
              + " of the sources of "
              + policy
              + ", want "
              + rule.minimumSources()
              + " or more",
          "its sources are "
              + String.join(", ", rule.sources().stream().map(Label::text).toList()));
    }
  }
}
