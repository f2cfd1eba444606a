package dev.solvent.server.config;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.bitcoin.DescriptorAddresses;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code solvent.yaml} says, whole and right. Immutable: any thread. */
public final class Configuration {
  private final Issuer issuer;
  private final String logOrigin;
  private final Policy policy;
  private final Path ownership;
  private final Chains chains;
  private final List<ReserveEntry> entries;
  private final Optional<Publishing> publishing;

  Configuration(
      Issuer issuer,
      String logOrigin,
      Policy policy,
      Path ownership,
      Chains chains,
      List<ReserveEntry> entries,
      Optional<Publishing> publishing) {
    this.issuer = issuer;
    this.logOrigin = logOrigin;
    this.policy = policy;
    this.ownership = ownership;
    this.chains = chains;
    this.entries = List.copyOf(entries);
    this.publishing = publishing;
  }

  /**
   * Reads the file and everything that it names.
   *
   * @param environment usually {@code System::getenv}
   * @throws UserError which names every problem
   */
  public static Configuration read(Path file, Function<String, @Nullable String> environment)
      throws IOException {
    return new ConfigurationReader(file, environment).read(false);
  }

  /** Reads a file that has to say all that publishing takes. */
  public static Configuration readWhole(Path file, Function<String, @Nullable String> environment)
      throws IOException {
    return new ConfigurationReader(file, environment).read(true);
  }

  /** What publishing takes, of a file that was read whole. */
  public Publishing publishing() {
    return publishing.orElseThrow(() -> new IllegalStateException("not read whole"));
  }

  public Issuer issuer() {
    return issuer;
  }

  public String logOrigin() {
    return logOrigin;
  }

  public Policy policy() {
    return policy;
  }

  /** The folder of challenges and signatures, which may be missing. */
  public Path ownershipPath() {
    return ownership;
  }

  /** Made where it is missing. */
  public OwnershipFolder ownership() throws IOException {
    return new OwnershipFolder(ownership);
  }

  public SortedMap<ChainId, ChainReader> readers() {
    return chains.readers();
  }

  /**
   * All reserves; descriptors are spelled out by a node.
   *
   * @throws UnreadableException where no node of the chain does that
   */
  public ReserveList reserves() throws UnreadableException {
    List<Reserve> reserves = new ArrayList<>();
    for (ReserveEntry entry : entries) {
      switch (entry) {
        case ReserveEntry.Spelled(Reserve reserve) -> reserves.add(reserve);
        case ReserveEntry.Described described ->
            addresses(described)
                .forEach(account ->
                    reserves.add(new Reserve.OnChain(new HoldingRef(account, described.coin()))));
      }
    }
    try {
      return new ReserveList(reserves);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.valueOf(e.getMessage()), "does an account stand beside its own descriptor?");
    }
  }

  private List<AccountRef> addresses(ReserveEntry.Described described) throws UnreadableException {
    ChainId chain = described.coin().chain();
    List<Fault> faults = new ArrayList<>();
    for (Node node : chains.nodes(chain)) {
      try {
        return DescriptorAddresses.of(chain.bitcoin().orElseThrow(), node, described.descriptor());
      } catch (NodeException | MalformedException e) {
        faults.add(new Fault(node.name(), String.valueOf(e.getMessage())));
      }
    }
    throw new UnreadableException("addresses of a descriptor on " + chain, faults);
  }
}
