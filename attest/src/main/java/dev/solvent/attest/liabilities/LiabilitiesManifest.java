package dev.solvent.attest.liabilities;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Exclusion.Kind;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code liabilities.json}: what an exchange says it owes at one moment, a tree for each asset, and
 * what it left out. Normative text: {@code docs/spec/liabilities-manifest.md}.
 */
public record LiabilitiesManifest(
    Timestamp asOf,
    List<CommittedAsset> assets,
    Epoch epoch,
    List<Exclusion> excluded,
    Issuer issuer,
    JsonObject extensions) {
  public static final String FORMAT = "solvent/liabilities/v1";
  public static final int MAX_ASSETS = 2_000;

  /** Every asset in each kind. */
  public static final int MAX_EXCLUSIONS = 3 * MAX_ASSETS;

  /** Room for the most assets and exclusions, and for extensions. */
  public static final JsonLimits LIMITS = new JsonLimits(2 << 20, 16, 100_000);

  public LiabilitiesManifest {
    assets = List.copyOf(assets);
    excluded = List.copyOf(excluded);
    requireSize("assets", assets.size(), 1, MAX_ASSETS);
    requireSize("excluded", excluded.size(), 0, MAX_EXCLUSIONS);
    Ascending.require("assets", assets, entry -> entry.asset().ticker(), Comparator.naturalOrder());
    Ascending.require("excluded", excluded, exclusion -> exclusion, Exclusion.ORDER);
    requireExclusionsFit(assets, excluded);
  }

  /**
   * An asset has a tree or is excluded as a whole: counted twice or lost between, it is neither.
   */
  private static void requireExclusionsFit(
      List<CommittedAsset> assets, List<Exclusion> exclusions) {
    Set<Ticker> committed = new HashSet<>();
    assets.forEach(entry -> committed.add(entry.asset().ticker()));
    for (Exclusion exclusion : exclusions) {
      boolean wantsTree = exclusion.kind() != Kind.ASSET;
      if (committed.contains(exclusion.asset()) != wantsTree) {
        throw new IllegalArgumentException(
            "excluded: "
                + exclusion
                + (wantsTree ? ", want it in assets" : ", want it not in assets"));
      }
    }
  }

  private static void requireSize(String name, int size, int min, int max) {
    if (size < min || size > max) {
      throw new IllegalArgumentException(name + ": " + size + " items, want " + min + " to " + max);
    }
  }

  public static LiabilitiesManifest parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, LiabilitiesManifest::read);
  }

  private static LiabilitiesManifest read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    in.constant("scheme", SumTree.SCHEME);
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    List<CommittedAsset> assets = in.list("assets", 1, MAX_ASSETS, CommittedAsset::read);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    List<Exclusion> excluded = in.list("excluded", 0, MAX_EXCLUSIONS, Exclusion::read);
    Issuer issuer = in.text("issuer", Issuer::parse);
    JsonObject extensions = in.extensions();
    return in.build(
        () -> new LiabilitiesManifest(asOf, assets, epoch, excluded, issuer, extensions));
  }

  /** The bytes that {@link #parse} reads, and that are attested. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("assets", assets, CommittedAsset::toJson)
            .put("epoch", epoch.number())
            .put("excluded", excluded, Exclusion::toJson)
            .extensions(extensions)
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("scheme", SumTree.SCHEME)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  /** The tree of an asset, where there is one. */
  public Optional<CommittedTree> tree(Ticker ticker) {
    return assets.stream()
        .filter(entry -> entry.asset().ticker().equals(ticker))
        .map(entry -> new CommittedTree(issuer, epoch, entry.asset(), entry.commitment()))
        .findAny();
  }
}
