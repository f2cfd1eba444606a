package dev.solvent.attest.liabilities;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.SumTree;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What stands beside a book with account keys so that an auditor can rebuild every tree of one
 * epoch, and of no other. Normative text: {@code docs/spec/audit-kit.md}. {@link #toBytes} shows
 * the blank keys.
 *
 * @param book SHA-256 of the book's bytes
 * @param trees ascending by ticker
 */
public record AuditKit(Hash book, Epoch epoch, Issuer issuer, List<Tree> trees) {
  public static final String FORMAT = "solvent/audit-kit/v1";
  public static final JsonLimits LIMITS = new JsonLimits(1 << 20, 8, 20_000);

  /** One tree: how high it is, and where its blanks come from. */
  public record Tree(Asset asset, int height, BlankKey blankKey) {
    public Tree {
      if (height < 0 || height > SumTree.MAX_HEIGHT) {
        throw new IllegalArgumentException(
            asset.ticker() + ": height " + height + ", want 0 to " + SumTree.MAX_HEIGHT);
      }
    }

    private static Tree read(Fields in) throws MalformedException {
      Asset asset = CommittedAsset.readAsset(in);
      BlankKey blankKey = in.text("blankKey", BlankKey::parse);
      return new Tree(asset, (int) in.integer("height", 0, SumTree.MAX_HEIGHT), blankKey);
    }

    private JsonObject toJson() {
      return new ObjectBuilder()
          .put("asset", asset.ticker().text())
          .put("blankKey", HexFormat.of().formatHex(blankKey.exposeBytes()))
          .put("decimals", asset.decimals())
          .put("height", height)
          .build();
    }
  }

  public AuditKit {
    trees = List.copyOf(trees);
    if (trees.isEmpty() || trees.size() > LiabilitiesManifest.MAX_ASSETS) {
      throw new IllegalArgumentException(
          "trees: " + trees.size() + " items, want 1 to " + LiabilitiesManifest.MAX_ASSETS);
    }
    Ascending.require("trees", trees, tree -> tree.asset().ticker(), Comparator.naturalOrder());
  }

  public static AuditKit parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, AuditKit::read);
  }

  private static AuditKit read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Hash book = in.object("book", digest -> digest.text("sha256", Hash::parse));
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    List<Tree> trees = in.list("trees", 1, LiabilitiesManifest.MAX_ASSETS, Tree::read);
    return in.build(() -> new AuditKit(book, epoch, issuer, trees));
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("book", new ObjectBuilder().put("sha256", book.toString()).build())
            .put("epoch", epoch.number())
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("trees", trees, Tree::toJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }
}
