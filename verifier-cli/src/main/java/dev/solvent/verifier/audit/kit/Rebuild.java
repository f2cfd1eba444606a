package dev.solvent.verifier.audit.kit;

import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeBuilder;
import dev.solvent.merkle.tree.TreeHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds a kit's trees again, as the exchange did and with the same code, from the account keys in
 * the book. The book is read once, and its digest is taken in that reading.
 */
public final class Rebuild {
  private final KitFolder folder;
  private final Effort effort;
  private final Path work;
  private final Progress progress;

  private Rebuild(KitFolder folder, Effort effort, Path work, Progress progress) {
    this.folder = folder;
    this.effort = effort;
    this.work = work;
    this.progress = progress;
  }

  /**
   * Rebuilds every tree into the work folder, where they stay for whoever looks into a difference.
   */
  public static Rebuilt of(KitFolder folder, Effort effort, Path work, Progress progress)
      throws IOException, InterruptedException {
    return new Rebuild(folder, effort, work, progress).rebuild();
  }

  private Rebuilt rebuild() throws IOException, InterruptedException {
    Map<Asset, Rebuilt.Tree> built = new HashMap<>();
    try (DigestedFile bytes = new DigestedFile(folder.book())) {
      List<AuditKit.Tree> all = folder.kit().trees();
      long rows = build(all, bytes, Files.size(folder.book()), built);
      Hash digest = bytes.digest();
      buildHigher(all, built);
      return new Rebuilt.Trees(
          digest, rows, all.stream().map(tree -> treeOf(built, tree.asset())).toList());
    } catch (BookException e) {
      Path name = folder.book().getFileName();
      return new Rebuilt.NoTrees(
          DigestedFile.of(folder.book()), BookProblems.of(String.valueOf(name), e));
    }
  }

  private static Rebuilt.Tree treeOf(Map<Asset, Rebuilt.Tree> built, Asset asset) {
    Rebuilt.Tree tree = built.get(asset);
    if (tree == null) {
      throw new IllegalStateException("no tree of " + asset.ticker());
    }
    return tree;
  }

  /**
   * The builder makes all trees of a build at least as high as one height, as the exchange's own
   * does. A kit may state others: those trees are built again, the lowest of them first.
   */
  private void buildHigher(List<AuditKit.Tree> all, Map<Asset, Rebuilt.Tree> built)
      throws IOException, BookException, InterruptedException {
    for (List<AuditKit.Tree> left = tooLow(all, built);
        !left.isEmpty();
        left = tooLow(left, built)) {
      try (DigestedFile bytes = new DigestedFile(folder.book())) {
        build(left, bytes, Files.size(folder.book()), built);
      }
    }
  }

  private static List<AuditKit.Tree> tooLow(
      List<AuditKit.Tree> trees, Map<Asset, Rebuilt.Tree> built) {
    return trees.stream()
        .filter(tree -> treeOf(built, tree.asset()).header().commitment().height() < tree.height())
        .toList();
  }

  /** Builds these and returns how many rows there are. */
  private long build(
      List<AuditKit.Tree> trees, DigestedFile bytes, long size, Map<Asset, Rebuilt.Tree> built)
      throws IOException, BookException, InterruptedException {
    List<Asset> assets = trees.stream().map(AuditKit.Tree::asset).toList();
    Map<Ticker, BlankKey> blanks =
        trees.stream()
            .collect(Collectors.toMap(tree -> tree.asset().ticker(), AuditKit.Tree::blankKey));
    int height = trees.stream().mapToInt(AuditKit.Tree::height).min().orElse(0);
    BuildSettings settings =
        BuildSettings.of(folder.kit().issuer(), folder.kit().epoch(), new KeySource.Given(blanks))
            .withMinHeight(height)
            .withThreads(effort.threads())
            .withMemoryBytes(effort.memoryBytes())
            .withMaxProblems(effort.maxProblems());
    Path target = Files.createDirectory(work.resolve("trees-" + height));
    // Not closed here: what follows the book in its file counts in the digest.
    Book book = CsvBook.of(bytes, size, folder.options(assets));
    TreeBuilder.Result result = build(book, settings, target);
    for (TreeHeader header : result.trees()) {
      Path tree = target.resolve(header.asset().ticker().text());
      built.put(header.asset(), new Rebuilt.Tree(header, tree));
    }
    return result.rows();
  }

  private TreeBuilder.Result build(Book book, BuildSettings settings, Path target)
      throws IOException, BookException, InterruptedException {
    try {
      return TreeBuilder.build(book, settings, target, progress);
    } catch (IllegalArgumentException e) { // too little memory for so many trees and threads
      throw new UserError(String.valueOf(e.getMessage()), "more --memory, or fewer --threads");
    }
  }
}
