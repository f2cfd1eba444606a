package dev.solvent.attest.liabilities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.Exclusion.Kind;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The manifest and the account proofs of the trees in {@code fixtures/vectors/tree}. */
final class Samples {
  private static final JsonNode VECTOR =
      LooseJson.tree(
          RepoFiles.bytes(RepoFiles.root().resolve("fixtures/vectors/tree/tree-v1.json")));

  static final Issuer ISSUER = new Issuer(VECTOR.get("issuer").textValue());
  static final Epoch EPOCH = new Epoch(VECTOR.get("epoch").longValue());
  static final Timestamp AS_OF = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));

  private Samples() {}

  /** With an exclusion of each kind. */
  static LiabilitiesManifest manifest() {
    return manifest(
        assets(),
        List.of(
            new Exclusion(new Ticker("BTC"), Kind.HOUSE, 2, Amount.of(350_000_000)),
            new Exclusion(new Ticker("BTC"), Kind.NEGATIVE, 1, Amount.of(1_200)),
            new Exclusion(new Ticker("XMR"), Kind.ASSET, 3, Amount.of(78_000_000_000_000L))));
  }

  static LiabilitiesManifest manifest(List<CommittedAsset> assets, List<Exclusion> excluded) {
    return new LiabilitiesManifest(AS_OF, assets, EPOCH, excluded, ISSUER, JsonObject.EMPTY);
  }

  static List<CommittedAsset> assets() {
    List<CommittedAsset> assets = new ArrayList<>();
    for (JsonNode tree : VECTOR.get("trees")) {
      Commitment commitment =
          new Commitment(
              hash(tree.get("root")), amount(tree.get("total")), tree.get("height").intValue());
      assets.add(new CommittedAsset(asset(tree), commitment));
    }
    assets.sort(Comparator.comparing(entry -> entry.asset().ticker()));
    return assets;
  }

  static AccountProof proof(String account) {
    return proof(account, positions(account));
  }

  static AccountProof proof(String account, List<InclusionProof> positions) {
    return new AccountProof(
        new AccountId(account),
        key(account),
        Optional.empty(),
        Optional.empty(),
        EPOCH,
        ISSUER,
        positions,
        JsonObject.EMPTY);
  }

  static AccountKey key(String account) {
    try {
      return AccountKey.parse(keyHex(account));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  static String keyHex(String account) {
    return VECTOR.get("accounts").get(account).get("accountKey").textValue();
  }

  static List<InclusionProof> positions(String account) {
    List<InclusionProof> positions = new ArrayList<>();
    for (JsonNode tree : VECTOR.get("trees")) {
      for (JsonNode proof : tree.get("proofs")) {
        if (proof.get("account").textValue().equals(account)) {
          List<Node> siblings = new ArrayList<>();
          proof
              .get("siblings")
              .forEach(
                  node -> siblings.add(new Node(hash(node.get("hash")), amount(node.get("sum")))));
          positions.add(
              new InclusionProof(
                  asset(tree),
                  amount(proof.get("balance")),
                  proof.get("index").longValue(),
                  siblings));
        }
      }
    }
    positions.sort(Comparator.comparing(position -> position.asset().ticker()));
    return positions;
  }

  static String json(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Asset asset(JsonNode tree) {
    return new Asset(new Ticker(tree.get("asset").textValue()), tree.get("decimals").intValue());
  }

  private static Hash hash(JsonNode hex) {
    try {
      return Hash.parse(hex.textValue());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static Amount amount(JsonNode decimal) {
    try {
      return Amount.parse(decimal.textValue());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
