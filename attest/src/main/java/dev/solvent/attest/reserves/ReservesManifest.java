package dev.solvent.attest.reserves;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an exchange says it holds at one moment, at one block of each chain. Normative text: {@code
 * docs/spec/reserves-manifest.md}.
 */
public record ReservesManifest(
    Timestamp asOf,
    List<PinnedBlock> chains,
    Epoch epoch,
    List<Holding> holdings,
    Issuer issuer,
    JsonObject extensions) {
  public static final String FORMAT = "solvent/reserves/v1";
  public static final int MAX_CHAINS = 1_000;
  public static final int MAX_HOLDINGS = 100_000;

  /** Room for the most holdings, each with two digests, and for extensions. */
  public static final JsonLimits LIMITS = new JsonLimits(96 << 20, 16, 2_000_000);

  public ReservesManifest {
    chains = List.copyOf(chains);
    holdings = List.copyOf(holdings);
    requireSize("chains", chains.size(), MAX_CHAINS);
    requireSize("holdings", holdings.size(), MAX_HOLDINGS);
    Set<ChainId> pinned = new HashSet<>();
    for (int i = 0; i < chains.size(); i++) {
      pinned.add(chains.get(i).block().chain());
      if (i > 0 && nameOf(chains.get(i - 1)).compareTo(nameOf(chains.get(i))) >= 0) {
        throw notAscending("chains", nameOf(chains.get(i)));
      }
    }
    Holding before = null;
    for (Holding holding : holdings) {
      if (before != null && Holding.ORDER.compare(before, holding) >= 0) {
        throw notAscending("holdings", holding.toString());
      }
      if (!pinned.contains(holding.account().chain())) {
        throw new IllegalArgumentException("holdings: " + holding + ", want its chain in chains");
      }
      before = holding;
    }
  }

  private static String nameOf(PinnedBlock chain) {
    return chain.block().chain().toString();
  }

  private static IllegalArgumentException notAscending(String name, String what) {
    return new IllegalArgumentException(name + ": " + what + ", want ascending, each once");
  }

  private static void requireSize(String name, int size, int max) {
    if (size > max) {
      throw new IllegalArgumentException(name + ": " + size + " items, want 0 to " + max);
    }
  }

  public static ReservesManifest parse(byte[] bytes) throws MalformedException {
    return Fields.readStreamed(
        bytes, LIMITS, "holdings", MAX_HOLDINGS, Holding::read, ReservesManifest::read);
  }

  private static ReservesManifest read(Fields in, List<Holding> holdings)
      throws MalformedException {
    in.constant("format", FORMAT);
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    List<PinnedBlock> chains = in.list("chains", 0, MAX_CHAINS, PinnedBlock::read);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    JsonObject extensions = in.extensions();
    return in.build(() -> new ReservesManifest(asOf, chains, epoch, holdings, issuer, extensions));
  }

  /** The bytes that {@link #parse} reads, and that are attested. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("chains", chains, PinnedBlock::toJson)
            .put("epoch", epoch.number())
            .extensions(extensions)
            .put("format", FORMAT)
            .put("holdings", holdings, Holding::toJson)
            .put("issuer", issuer.domain())
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  /** The block at which this chain was read, where it was. */
  public Optional<PinnedBlock> block(ChainId chain) {
    return chains.stream().filter(pinned -> pinned.block().chain().equals(chain)).findAny();
  }
}
