package dev.solvent.attest.liabilities;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an exchange says that one customer is owed in one attestation, in every attested asset. It
 * is signed with the receipt key: what the customer could otherwise be said to have forged.
 * Normative text: {@code docs/spec/receipt.md}.
 *
 * @param positions where the balance is not zero, as in an account proof
 * @param zeros the attested assets in which nothing is owed
 */
public record Receipt(
    AccountId accountId,
    AccountKey accountKey,
    Hash attestation,
    Epoch epoch,
    Issuer issuer,
    List<InclusionProof> positions,
    List<Asset> zeros,
    JsonObject extensions) {
  public static final String FORMAT = "solvent/receipt/v1";
  public static final String PAYLOAD_TYPE = "application/vnd.solvent.receipt+json";

  /** Room for a position in every asset at the greatest height. */
  public static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 400_000);

  public Receipt {
    positions = List.copyOf(positions);
    zeros = List.copyOf(zeros);
    AccountProof.requirePositions(positions, 0);
    Ascending.require("zeros", zeros, Asset::ticker, Comparator.naturalOrder());
    Set<Ticker> tickers = new HashSet<>();
    for (InclusionProof position : positions) {
      tickers.add(position.asset().ticker());
      if (position.balance().equals(Amount.ZERO)) {
        throw new IllegalArgumentException(
            "positions: " + position.asset().ticker() + " of zero, want it among the zeros");
      }
    }
    for (Asset zero : zeros) {
      if (!tickers.add(zero.ticker())) {
        throw new IllegalArgumentException(
            "zeros: " + zero.ticker() + " with a position too, want one of them");
      }
    }
    if (tickers.isEmpty() || tickers.size() > AccountProof.MAX_POSITIONS) {
      throw new IllegalArgumentException(
          tickers.size() + " assets, want 1 to " + AccountProof.MAX_POSITIONS);
    }
  }

  /** Every asset that it speaks of. */
  public Set<Asset> assets() {
    return Stream.concat(positions.stream().map(InclusionProof::asset), zeros.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What the check {@code liabilities.inclusion} takes; nothing where every balance is zero. */
  public Optional<AccountProof> accountProof() {
    return positions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AccountProof(
                accountId,
                accountKey,
                Optional.of(attestation),
                Optional.empty(),
                epoch,
                issuer,
                positions,
                JsonObject.EMPTY));
  }

  public static Receipt parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Receipt::read);
  }

  private static Receipt read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    AccountId accountId = in.text("accountId", AccountId::parse);
    AccountKey accountKey = in.text("accountKey", AccountKey::parse);
    Hash attestation = in.object("attestation", digest -> digest.text("sha256", Hash::parse));
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    List<InclusionProof> positions =
        in.list("positions", 0, AccountProof.MAX_POSITIONS, AccountProof::readPosition);
    List<Asset> zeros = in.list("zeros", 0, AccountProof.MAX_POSITIONS, CommittedAsset::readAsset);
    JsonObject extensions = in.extensions();
    return in.build(() ->
        new Receipt(
            accountId, accountKey, attestation, epoch, issuer, positions, zeros, extensions));
  }

  /** The bytes that {@link #parse} reads, and that are signed. They hold the account key. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("accountId", accountId.text())
            .put("accountKey", HexFormat.of().formatHex(accountKey.exposeBytes()))
            .put("attestation", new ObjectBuilder().put("sha256", attestation.toString()).build())
            .put("epoch", epoch.number())
            .extensions(extensions)
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("positions", positions, AccountProof::positionJson)
            .put("zeros", zeros, Receipt::assetJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  private static JsonObject assetJson(Asset asset) {
    return new ObjectBuilder()
        .put("asset", asset.ticker().text())
        .put("decimals", asset.decimals())
        .build();
  }
}
