package dev.solvent.server.tree;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.tree.AtomicFolder;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.DamagedTreeException;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeBuilder;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.merkle.tree.TreeHeader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One epoch's trees in a sub-folder each, beside the manifest that states them. Open for reading by
 * any thread; {@code liabilities.json} and the trees' headers say the same, or it does not open.
 */
public final class LiabilityFolder implements Closeable {
  public static final String MANIFEST = "liabilities.json";

  private final LiabilitiesManifest manifest;
  private final List<TreeFolder> trees;

  private LiabilityFolder(LiabilitiesManifest manifest, List<TreeFolder> trees) {
    this.manifest = manifest;
    this.trees = trees;
  }

  /** What was built: how many rows were read, and the trees' headers in the book's order. */
  public record Built(LiabilitiesManifest manifest, List<TreeHeader> trees, long rows) {}

  /** Builds every tree of the book and the manifest into a folder that is absent or whole. */
  public static Built build(
      Book book, BuildSettings settings, Timestamp asOf, Path target, Progress progress)
      throws IOException, BookException, InterruptedException {
    try (AtomicFolder folder = AtomicFolder.begin(target)) {
      TreeBuilder.Result result = TreeBuilder.build(book, settings, folder.path(), progress);
      LiabilitiesManifest manifest = manifest(settings.issuer(), settings.epoch(), asOf, result);
      Files.write(folder.path().resolve(MANIFEST), manifest.toBytes());
      folder.commit();
      return new Built(manifest, result.trees(), result.rows());
    }
  }

  private static LiabilitiesManifest manifest(
      Issuer issuer, Epoch epoch, Timestamp asOf, TreeBuilder.Result result) {
    List<CommittedAsset> assets =
        result.trees().stream()
            .sorted(Comparator.comparing(tree -> tree.asset().ticker()))
            .map(tree -> new CommittedAsset(tree.asset(), tree.commitment()))
            .toList();
    List<Exclusion> excluded =
        result.exclusions().stream()
            .sorted(Comparator.comparing(TreeBuilder.Excluded::asset))
            .map(of -> new Exclusion(of.asset(), Exclusion.Kind.NEGATIVE, of.count(), of.total()))
            .toList();
    return new LiabilitiesManifest(asOf, assets, epoch, excluded, issuer, JsonObject.EMPTY);
  }

  public static LiabilityFolder open(Path folder) throws IOException {
    LiabilitiesManifest manifest = readManifest(folder.resolve(MANIFEST));
    List<TreeFolder> trees = new ArrayList<>();
    try {
      for (CommittedAsset asset : manifest.assets()) {
        trees.add(openTree(folder, manifest, asset));
      }
      return new LiabilityFolder(manifest, List.copyOf(trees));
    } catch (IOException e) {
      trees.forEach(TreeFolder::close);
      throw e;
    }
  }

  private static TreeFolder openTree(
      Path folder, LiabilitiesManifest manifest, CommittedAsset asset) throws IOException {
    Path path = folder.resolve(asset.asset().ticker().text());
    TreeFolder tree = TreeFolder.open(path);
    if (!Optional.of(tree.header().committed()).equals(manifest.tree(asset.asset().ticker()))) {
      tree.close();
      throw new DamagedTreeException(path, "another tree than the one in " + MANIFEST);
    }
    return tree;
  }

  /** Reads a manifest; a malformed one is the user's error. */
  public static LiabilitiesManifest readManifest(Path file) throws IOException {
    return read(file, LiabilitiesManifest.LIMITS.maxBytes(), LiabilitiesManifest::parse);
  }

  interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  static <T> T read(Path file, int most, Parser<T> parser) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in.readNBytes(most + 1));
    } catch (MalformedException e) {
      throw new UserError("MALFORMED " + file + ": " + e.getMessage(), "");
    }
  }

  public LiabilitiesManifest manifest() {
    return manifest;
  }

  /** The trees, in the manifest's order. */
  public List<TreeFolder> trees() {
    return trees;
  }

  /** The account's proof, or empty where it has a balance in no asset. */
  public Optional<AccountProof> prove(AccountId account, AccountKey key)
      throws DamagedTreeException {
    List<InclusionProof> positions = new ArrayList<>();
    for (TreeFolder tree : trees) {
      AssetTag tag = AssetTag.of(manifest.issuer(), manifest.epoch(), tree.header().asset());
      tree.prove(key.locator(account, tag)).ifPresent(positions::add);
    }
    if (positions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AccountProof(
            account,
            key,
            Optional.empty(),
            Optional.empty(),
            manifest.epoch(),
            manifest.issuer(),
            positions,
            JsonObject.EMPTY));
  }

  @Override
  public void close() {
    trees.forEach(TreeFolder::close);
  }
}
