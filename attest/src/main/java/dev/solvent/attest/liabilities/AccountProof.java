package dev.solvent.attest.liabilities;

import dev.solvent.attest.bundle.Bundle;
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
import dev.solvent.merkle.Node;
import dev.solvent.merkle.SumTree;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What one customer keeps of one epoch: the account's key and a position in each asset with a
 * balance, and perhaps the bundle that lets this one file be verified without any other. Normative
 * text: {@code docs/spec/account-proof.md}.
 *
 * <p>Whoever holds it learns the balances and can show them to others, of this epoch alone; {@link
 * #toBytes} shows the key, {@code toString} does not.
 */
public record AccountProof(
    AccountId accountId,
    AccountKey accountKey,
    Optional<Hash> attestation,
    Optional<Bundle> bundle,
    Epoch epoch,
    Issuer issuer,
    List<InclusionProof> positions,
    JsonObject extensions) {
  public static final String FORMAT = "solvent/account-proof/v1";
  public static final int MAX_POSITIONS = LiabilitiesManifest.MAX_ASSETS;

  /** Room for a position in every asset at the greatest height, for extensions and a bundle. */
  public static final JsonLimits LIMITS =
      new JsonLimits(
          (16 << 20) + Bundle.LIMITS.maxBytes(), 16, 400_000 + Bundle.LIMITS.maxValues());

  private static final long MAX_INDEX = (1L << SumTree.MAX_HEIGHT) - 1;

  public AccountProof {
    positions = List.copyOf(positions);
    requirePositions(positions, 1);
  }

  static void requirePositions(List<InclusionProof> positions, int least) {
    if (positions.size() < least || positions.size() > MAX_POSITIONS) {
      throw new IllegalArgumentException(
          "positions: " + positions.size() + " items, want " + least + " to " + MAX_POSITIONS);
    }
    Ascending.require(
        "positions", positions, proof -> proof.asset().ticker(), Comparator.naturalOrder());
    positions.forEach(AccountProof::requireFits);
  }

  private static void requireFits(InclusionProof position) {
    int siblings = position.siblings().size();
    if (siblings > SumTree.MAX_HEIGHT) {
      throw new IllegalArgumentException(
          position.asset().ticker()
              + ": "
              + siblings
              + " siblings, want at most "
              + SumTree.MAX_HEIGHT);
    }
    if (position.index() < 0 || position.index() > MAX_INDEX) {
      throw new IllegalArgumentException(
          position.asset().ticker()
              + ": index "
              + position.index()
              + ", want 0 <= index < 2^"
              + SumTree.MAX_HEIGHT);
    }
  }

  public static AccountProof parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, AccountProof::read);
  }

  private static AccountProof read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    AccountId accountId = in.text("accountId", AccountId::parse);
    AccountKey accountKey = in.text("accountKey", AccountKey::parse);
    Optional<Hash> attestation =
        in.optionalObject("attestation", digest -> digest.text("sha256", Hash::parse));
    Optional<Bundle> bundle = in.optionalObject("bundle", Bundle::read);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    List<InclusionProof> positions =
        in.list("positions", 1, MAX_POSITIONS, AccountProof::readPosition);
    JsonObject extensions = in.extensions();
    return in.build(() ->
        new AccountProof(
            accountId, accountKey, attestation, bundle, epoch, issuer, positions, extensions));
  }

  static InclusionProof readPosition(Fields in) throws MalformedException {
    Asset asset = CommittedAsset.readAsset(in);
    Amount balance = in.text("balance", Amount::parse);
    long index = in.integer("index", 0, MAX_INDEX);
    List<Node> siblings = in.list("siblings", 0, SumTree.MAX_HEIGHT, AccountProof::readNode);
    return new InclusionProof(asset, balance, index, siblings);
  }

  private static Node readNode(Fields in) throws MalformedException {
    return new Node(in.text("hash", Hash::parse), in.text("sum", Amount::parse));
  }

  /** This account proof as one file that is verified without any other. */
  public AccountProof with(Bundle inline) {
    return new AccountProof(
        accountId,
        accountKey,
        attestation,
        Optional.of(inline),
        epoch,
        issuer,
        positions,
        extensions);
  }

  /** The bytes that {@link #parse} reads. They hold the account key. */
  public byte[] toBytes() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("accountId", accountId.text())
            .put("accountKey", HexFormat.of().formatHex(accountKey.exposeBytes()))
            .put("epoch", epoch.number())
            .extensions(extensions)
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("positions", positions, AccountProof::positionJson);
    attestation.ifPresent(sha256 ->
        json.put("attestation", new ObjectBuilder().put("sha256", sha256.toString()).build()));
    bundle.ifPresent(inline -> json.put("bundle", inline.toJson()));
    return CanonicalJson.print(json.build(), LIMITS);
  }

  static JsonObject positionJson(InclusionProof position) {
    return new ObjectBuilder()
        .put("asset", position.asset().ticker().text())
        .put("balance", position.balance().toString())
        .put("decimals", position.asset().decimals())
        .put("index", position.index())
        .put("siblings", position.siblings(), AccountProof::nodeJson)
        .build();
  }

  private static JsonObject nodeJson(Node node) {
    return new ObjectBuilder()
        .put("hash", node.hash().toString())
        .put("sum", node.sum().toString())
        .build();
  }
}
