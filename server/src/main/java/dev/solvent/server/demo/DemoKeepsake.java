package dev.solvent.server.demo;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.AtomicFolder;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.server.handout.AuditKitFolder;
import dev.solvent.server.handout.Handouts;
import dev.solvent.server.jdbc.CsvSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is left of the demo where somebody wants to check it by hand, sorted by who gets it:
 *
 * <pre>
 *   public/                                 everybody
 *   reader/exchange.root.json, policy.json  what a reader has from elsewhere, and what they demand
 *   customer/link, proof.json               one customer
 *   customer/forged.json                    the same proof, with one coin more
 *   auditor/                                the audit kit of the second epoch
 * </pre>
 */
final class DemoKeepsake {
  private final Path folder;

  private DemoKeepsake(Path folder) {
    this.folder = folder;
  }

  /** Told before the demo begins, and not at its end. */
  static void requireAbsent(Path target) {
    if (Files.exists(target)) {
      throw new UserError(target + ": exists already", "name a folder to be made");
    }
  }

  /** Makes the folder; it is absent or whole. */
  static void write(
      Path target,
      DemoExchange exchange,
      Handouts handouts,
      AccountProof proof,
      AccountProof forged)
      throws IOException, InterruptedException {
    try (AtomicFolder made = AtomicFolder.begin(target)) {
      DemoKeepsake keepsake = new DemoKeepsake(made.path());
      keepsake.publication(exchange);
      keepsake.customer(exchange, proof, forged);
      keepsake.auditor(exchange, handouts);
      made.commit();
    } catch (FileAlreadyExistsException e) {
      throw new UserError(target + ": exists already", "name a folder to be made");
    }
  }

  private void publication(DemoExchange exchange) throws IOException {
    Path published = exchange.settings().resolveSibling("data/public");
    try (Stream<Path> all = Files.walk(published)) {
      for (Path each : all.toList()) {
        Files.copy(each, folder.resolve("public").resolve(published.relativize(each).toString()));
      }
    }
    Path reader = Files.createDirectory(folder.resolve("reader"));
    Files.copy(published.resolve("trust/1.root.json"), reader.resolve("exchange.root.json"));
    Files.copy(exchange.settings().resolveSibling("policy.json"), reader.resolve("policy.json"));
  }

  private void customer(DemoExchange exchange, AccountProof proof, AccountProof forged)
      throws IOException {
    Path customer = Files.createDirectory(folder.resolve("customer"));
    Files.writeString(
        customer.resolve("link"), exchange.page(exchange.address(), proof.accountId()) + "\n");
    Files.write(customer.resolve("proof.json"), proof.toBytes());
    Files.write(customer.resolve("forged.json"), forged.toBytes());
  }

  private void auditor(DemoExchange exchange, Handouts handouts)
      throws IOException, InterruptedException {
    List<Asset> assets = handouts.manifest().assets().stream().map(CommittedAsset::asset).toList();
    try {
      AuditKitFolder.write(
          handouts,
          new CsvSource(exchange.settings().resolveSibling("balances.csv")),
          CsvOptions.of(assets),
          folder.resolve("auditor"),
          rows -> {},
          Progress.NONE);
    } catch (BookException e) {
      throw new IllegalStateException("the demo's own book is good", e);
    }
  }
}
