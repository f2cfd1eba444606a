package dev.solvent.server.config;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.rpc.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The chains of {@code solvent.yaml} and their nodes. Immutable: any thread. */
public final class Chains {
  private final SortedMap<ChainId, ConfiguredChain> chains;

  Chains(Map<ChainId, ConfiguredChain> chains) {
    this.chains = new TreeMap<>(chains);
  }

  /**
   * Reads nothing but the chains, and the policy where one is named, for its tokens' rules: all
   * that whoever is not the exchange has to set.
   *
   * @param environment usually {@code System::getenv}
   * @throws UserError which names every problem
   */
  public static Chains read(Path file, Function<String, @Nullable String> environment)
      throws IOException {
    return new ConfigurationReader(file, environment).readChains();
  }

  public SortedMap<ChainId, ChainReader> readers() {
    SortedMap<ChainId, ChainReader> readers = new TreeMap<>();
    chains.forEach((chain, configured) -> readers.put(chain, configured.reader()));
    return readers;
  }

  /** In the order of the file; there is at least one. */
  public List<Node> nodes(ChainId chain) {
    ConfiguredChain configured = chains.get(chain);
    if (configured == null) {
      throw new UserError(
          "no nodes for " + chain + ", want some", "add the chain to the settings' chains");
    }
    return configured.nodes();
  }
}
