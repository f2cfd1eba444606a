package dev.solvent.attest.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.Optional;

/**
 * Some units of one asset in one account, and what stands behind the figure.
 *
 * @param countsAs the ticker and decimals of the liability that it is to cover
 * @param evidence the blob that the figure rests on, by digest
 * @param ownershipEvidence the blob that shows whose it is, by digest
 */
public record Holding(
    AccountRef account,
    AssetRef asset,
    Assurance assurance,
    Asset countsAs,
    Optional<Hash> evidence,
    Ownership ownership,
    Optional<Hash> ownershipEvidence,
    Amount units) {
  /** By account, then by asset, as they are written. */
  static final Comparator<Holding> ORDER =
      Comparator.comparing((Holding holding) -> holding.account().toString())
          .thenComparing(holding -> holding.asset().toString());

  public Holding {
    if (!account.chain().equals(asset.chain())) {
      throw new IllegalArgumentException(
          "asset " + asset + " in account " + account + ", want both on one chain");
    }
    boolean needsEvidence = assurance == Assurance.PROVEN || assurance == Assurance.ATTESTED;
    if (needsEvidence && evidence.isEmpty()) {
      throw new IllegalArgumentException(
          assurance.text() + " without evidence, want the digest of it");
    }
    if (ownership == Ownership.SIGNED && ownershipEvidence.isEmpty()) {
      throw new IllegalArgumentException("signed without a signature, want ownershipEvidence");
    }
    if (ownership == Ownership.NONE && ownershipEvidence.isPresent()) {
      throw new IllegalArgumentException("ownership none with ownershipEvidence, want neither");
    }
  }

  static Holding read(Fields in) throws MalformedException {
    AccountRef account = in.text("account", AccountRef::parse);
    AssetRef asset = in.text("asset", AssetRef::parse);
    Assurance assurance = in.text("assurance", Assurance::parse);
    Ticker ticker = in.text("countsAs", Ticker::parse);
    int decimals = (int) in.integer("decimals", 0, Asset.MAX_DECIMALS);
    Optional<Hash> evidence = in.optionalObject("evidence", Holding::readDigest);
    Ownership ownership = in.text("ownership", Ownership::parse);
    Optional<Hash> owns = in.optionalObject("ownershipEvidence", Holding::readDigest);
    Amount units = in.text("units", Amount::parse);
    return in.build(() ->
        new Holding(
            account,
            asset,
            assurance,
            new Asset(ticker, decimals),
            evidence,
            ownership,
            owns,
            units));
  }

  private static Hash readDigest(Fields in) throws MalformedException {
    return in.text("sha256", Hash::parse);
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("account", account.toString())
            .put("asset", asset.toString())
            .put("assurance", assurance.text())
            .put("countsAs", countsAs.ticker().text())
            .put("decimals", countsAs.decimals())
            .put("ownership", ownership.text())
            .put("units", units.toString());
    evidence.ifPresent(hash -> json.put("evidence", digest(hash)));
    ownershipEvidence.ifPresent(hash -> json.put("ownershipEvidence", digest(hash)));
    return json.build();
  }

  private static JsonObject digest(Hash hash) {
    return new ObjectBuilder().put("sha256", hash.toString()).build();
  }

  @Override
  public String toString() {
    return asset + " in " + account;
  }
}
