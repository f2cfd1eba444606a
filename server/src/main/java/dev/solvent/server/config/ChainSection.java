package dev.solvent.server.config;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.chain.bitcoin.BitcoinChainReader;
import dev.solvent.chain.bitcoin.BitcoinHeaders;
import dev.solvent.chain.bitcoin.BitcoinSettings;
import dev.solvent.chain.evm.EvmHeaders;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The entries of {@code chains}: this is where a kind of chain gets its reader. Chains are told
 * apart even where they are wrong, so that no reserve is blamed for its chain's faults.
 */
final class ChainSection {
  private static final String ID = "its CAIP-2 id, such as eip155:1";
  private static final Pattern DEPTH = Pattern.compile("depth (0|[1-9][0-9]{0,5})");

  private final NodeSection nodes;
  private final Map<AssetRef.Decoded, TokenRule> rules;
  private final SortedMap<ChainId, ConfiguredChain> chains = new TreeMap<>();
  private final Map<ChainId, Value> places = new HashMap<>();
  private boolean unnamed;

  ChainSection(Path folder, Secrets secrets, Map<AssetRef.Decoded, TokenRule> rules) {
    this.nodes = new NodeSection(folder, secrets);
    this.rules = rules;
  }

  /** What all kinds of chains have. */
  private record Common(ChainId chain, List<Node> nodes, int quorum, Duration maxAge) {}

  /** Those that are right. */
  Chains chains() {
    return new Chains(chains);
  }

  /** Whether it stands there, right or wrong, or may be the one whose name cannot be read. */
  boolean mayHave(ChainId chain) {
    return unnamed || places.containsKey(chain);
  }

  /** Reads all of them; without any, every chain may be the one that is missing. */
  void readAll(Optional<Value> all) {
    String remedy = "the chains and their nodes";
    List<Value> items = all.map(list -> list.items(remedy)).orElse(List.of());
    unnamed = items.isEmpty();
    items.forEach(this::read);
  }

  private void read(Value value) {
    Optional<Keys> keys = value.keys("a chain has a chain, a quorum, a finality and nodes");
    Optional<ChainId> chain =
        keys.flatMap(all -> all.required("chain", ID)).flatMap(id -> id.read(ChainId::parse, ID));
    unnamed |= chain.isEmpty();
    chain.ifPresent(id -> {
      Value before = places.putIfAbsent(id, value);
      if (before != null) {
        value.problem(
            id + " again, first on line " + before.line() + ", want it once",
            "put all of its nodes into one");
      }
    });
    keys.ifPresent(all -> read(all, chain));
  }

  private void read(Keys keys, Optional<ChainId> chain) {
    Optional<Duration> maxAge =
        keys.required("maxAge", "how old the block may be that is read, such as 1h")
            .flatMap(age -> age.read(Texts::duration, "such as 1h"));
    List<Node> read = nodes(keys);
    Optional<Integer> quorum =
        keys.required("quorum", "how many of its nodes have to agree, such as 2")
            .flatMap(least -> quorum(least, keys));
    Optional<Value> finality =
        keys.required("finality", "which of its blocks are final: finalized, or depth N");
    Optional<Common> common =
        chain.isEmpty() || quorum.isEmpty() || maxAge.isEmpty() || quorum.get() > read.size()
            ? Optional.empty()
            : Optional.of(new Common(chain.get(), read, quorum.get(), maxAge.get()));
    Optional<ChainReader> reader;
    if (chain.isEmpty()) {
      keys.optional("scryptForTests");
      reader = Optional.empty();
    } else if (chain.get().isEvm()) {
      reader = evm(common, finality);
    } else {
      reader = bitcoin(keys, chain.get(), common, finality);
    }
    keys.end();
    reader.ifPresent(done -> chains.putIfAbsent(done.chain(), new ConfiguredChain(done, read)));
  }

  /** Against the nodes that stand there, whether or not each of them is right. */
  private static Optional<Integer> quorum(Value least, Keys keys) {
    int most =
        keys.optional("nodes")
            .filter(all -> all.node() instanceof SequenceNode)
            .map(all -> all.items("").size())
            .orElse(1000);
    return least.number(1, Math.max(1, most), "no more than there are nodes");
  }

  private List<Node> nodes(Keys keys) {
    List<Node> result = new ArrayList<>();
    Optional<Value> all = keys.required("nodes", "the nodes of different providers, or your own");
    if (all.isEmpty()) {
      return result;
    }
    Map<String, Value> names = new HashMap<>();
    Map<String, Value> urls = new HashMap<>();
    for (Value value : all.get().items("the nodes of different providers, or your own")) {
      Optional<NodeSection.Configured> node = nodes.read(value);
      if (node.isEmpty()) {
        continue;
      }
      Value named = names.putIfAbsent(node.get().node().name(), value);
      Value reached = urls.putIfAbsent(node.get().url(), value);
      if (named != null) {
        value.problem(
            "a name that the node on line " + named.line() + " has, want one of its own",
            "name it after its provider");
      }
      if (reached != null) {
        value.problem(
            "the address of the node on line " + reached.line() + ", want another provider's",
            "one node asked twice agrees with itself: take one of them away");
      }
      if (named == null && reached == null) {
        result.add(node.get().node());
      }
    }
    return result;
  }

  private Optional<ChainReader> evm(Optional<Common> common, Optional<Value> finality) {
    Optional<Finality> rule =
        finality.flatMap(value ->
            value.read(
                text ->
                    text.equals("finalized")
                        ? new Finality.Consensus()
                        : new Finality.Depth(depth(text, "finalized or depth N")),
                "finalized where the chain's consensus says what is final; else such as depth 64"));
    if (common.isEmpty() || rule.isEmpty()) {
      return Optional.empty();
    }
    Common all = common.get();
    EvmHeaders headers = new EvmHeaders(all.chain(), rule.get());
    Pinning pinning = new Pinning(headers, all.nodes(), all.quorum(), all.maxAge());
    return Optional.of(new EvmReader(all.chain(), pinning, rules, all.quorum()));
  }

  private static Optional<ChainReader> bitcoin(
      Keys keys, ChainId chain, Optional<Common> common, Optional<Value> finality) {
    boolean scrypt =
        keys.optional("scryptForTests")
            .flatMap(value -> value.read(ChainSection::truth, "for tests alone: true"))
            .orElse(false);
    BitcoinSettings usual =
        scrypt ? BitcoinSettings.DEFAULT.withScryptForTests() : BitcoinSettings.DEFAULT;
    Optional<BitcoinSettings> settings =
        finality.flatMap(value ->
            value.read(
                text -> usual.withDepth(depth(text, "depth N")), "on this chain, such as depth 6"));
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    BitcoinHeaders headers;
    try {
      headers = BitcoinHeaders.of(chain.bitcoin().orElseThrow(), settings.get());
    } catch (MalformedException e) {
      keys.owner()
          .problem(
              String.valueOf(e.getMessage()),
              "for a chain of a test, write scryptForTests: true; others are not read");
      return Optional.empty();
    }
    return common.map(all ->
        new BitcoinChainReader(
            headers, new Pinning(headers, all.nodes(), all.quorum(), all.maxAge()), all.quorum()));
  }

  private static boolean truth(String text) throws MalformedException {
    if (!text.equals("true") && !text.equals("false")) {
      throw new MalformedException(Quoted.of(text) + ", want true or false");
    }
    return text.equals("true");
  }

  private static int depth(String text, String wanted) throws MalformedException {
    Matcher form = DEPTH.matcher(text);
    if (!form.matches()) {
      throw new MalformedException(Quoted.of(text) + ", want " + wanted);
    }
    return Integer.parseInt(form.group(1));
  }
}
