package dev.solvent.server.demo;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Secret;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.server.book.BookGenerator;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.TemporaryFolder;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code solvent demo}: an exchange of 20,000 customers commits to what it owes them; one customer
 * checks, and then the exchange cheats.
 */
@Command(
    name = "demo",
    description =
        "Shows the main job from end to end on a made-up exchange; leaves nothing behind.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the spec
public final class DemoCommand implements Callable<Integer> {
  private static final int CUSTOMERS = 20_000;
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final Epoch EPOCH = new Epoch(1);
  private static final AccountId CUSTOMER = new AccountId(BookGenerator.account(4242));

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    byte[] random = new byte[Secret.BYTES];
    new SecureRandom().nextBytes(random);
    MasterSecret master = new MasterSecret(random);
    try (TemporaryFolder temporary = TemporaryFolder.create("solvent-demo")) {
      Path book = temporary.path().resolve("book.csv");
      Path trees = temporary.path().resolve("trees");
      List<Asset> assets = assets();
      try (OutputStream file = Files.newOutputStream(book)) {
        new BookGenerator(assets, 1, 300).write(CUSTOMERS, file);
      }
      out.printf(
          Locale.ROOT,
          "1. The exchange takes its book of %,d customers and %d assets and builds the trees.%n",
          CUSTOMERS,
          assets.size());
      for (TreeHeader tree : build(book, assets, master, trees).trees()) {
        out.printf(
            Locale.ROOT,
            "     %-5s %,7d accounts, total %s%n",
            tree.asset().ticker(),
            tree.accounts(),
            tree.commitment().total().toDecimal(tree.asset().decimals()));
      }
      try (LiabilityFolder folder = LiabilityFolder.open(trees)) {
        return customerChecks(out, folder, master);
      }
    }
  }

  private static LiabilityFolder.Built build(
      Path book, List<Asset> assets, MasterSecret master, Path target)
      throws IOException, InterruptedException {
    KeySource keys = new KeySource.Derived(master, Generations.NONE);
    try (CsvBook source = CsvBook.open(book, CsvOptions.of(assets))) {
      Timestamp asOf = Timestamp.parse("2026-09-02T00:00:00Z");
      return LiabilityFolder.build(
          source, BuildSettings.of(ISSUER, EPOCH, keys), asOf, target, Progress.NONE);
    } catch (BookException | MalformedException e) {
      throw new IllegalStateException("the demo's own book and time are good", e);
    }
  }

  private static int customerChecks(PrintWriter out, LiabilityFolder folder, MasterSecret master)
      throws IOException {
    AccountKey key = master.customerKey(ISSUER, CUSTOMER, 0).accountKey(EPOCH);
    AccountProof proof =
        folder
            .prove(CUSTOMER, key)
            .orElseThrow(() -> new IllegalStateException(CUSTOMER + " stands in the book"));
    out.printf(
        Locale.ROOT,
        "2. %s is given an account proof and checks it against the manifest.%n",
        CUSTOMER);
    boolean honest = show(out, folder, proof);
    out.println("3. The exchange shows the same customer one coin more than it counted.");
    boolean cheated = show(out, folder, oneMore(proof));
    out.println();
    out.println(
        honest && !cheated
            ? "The true balance is counted, and the false one is caught."
            : "THE DEMO FAILED: this should not be, please report it.");
    return honest && !cheated ? Failures.OK : Failures.FAILED;
  }

  private static boolean show(PrintWriter out, LiabilityFolder folder, AccountProof proof) {
    InclusionOutcome outcome = LiabilitiesInclusion.check(folder.manifest(), proof, List.of());
    switch (outcome) {
      case InclusionOutcome.Passed passed -> {
        out.println("     VERIFIED liabilities.inclusion (manifest not attested)");
        for (InclusionProof position : proof.positions()) {
          Amount balance = position.balance();
          out.printf(
              Locale.ROOT,
              "       %s %s counted%n",
              balance.toDecimal(position.asset().decimals()),
              position.asset().ticker());
        }
        return true;
      }
      case InclusionOutcome.Failed failed -> {
        failed.failures().forEach(why -> out.println("     FAILED " + why.detail()));
        return false;
      }
    }
  }

  /** The proof with a whole coin more of its first asset. */
  private static AccountProof oneMore(AccountProof proof) {
    List<InclusionProof> positions = new ArrayList<>(proof.positions());
    InclusionProof first = positions.getFirst();
    Amount coin = Amount.of(Math.powExact(10L, Math.min(18, first.asset().decimals())));
    positions.set(
        0,
        new InclusionProof(
            first.asset(), first.balance().plus(coin), first.index(), first.siblings()));
    return new AccountProof(
        proof.accountId(),
        proof.accountKey(),
        proof.attestation(),
        proof.bundle(),
        proof.epoch(),
        proof.issuer(),
        positions,
        proof.extensions());
  }

  private static List<Asset> assets() {
    List<Asset> assets = new ArrayList<>();
    for (String name : List.of("BTC:8", "DOGE:8", "ETH:18", "SOL:9", "USDT:6")) {
      try {
        assets.add(Asset.parse(name));
      } catch (MalformedException e) {
        throw new IllegalStateException(e);
      }
    }
    return assets;
  }
}
