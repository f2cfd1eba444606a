package dev.solvent.server.demo;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.book.BookGenerator;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.handout.Handouts;
import dev.solvent.server.operate.PublicSide;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.publish.Office;
import dev.solvent.server.publish.Outcome;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.ReportFigures.Crossed;
import dev.solvent.server.solvency.ReportFigures.Totals;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code solvent demo}: an exchange of 20,000 customers publishes two attestations, a customer
 * checks, and then the exchange cheats.
 */
@Command(
    name = "demo",
    description = {
      "Shows the main job from end to end on a made-up exchange; leaves nothing behind.",
      "Chain, witnesses, observer and time authority run in this process, and speak as real ones"
          + " do."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the spec
public final class DemoCommand implements Callable<Integer> {
  private static final AccountId CUSTOMER = new AccountId(BookGenerator.account(4242));
  private static final Epoch SECOND = new Epoch(2);

  @Option(
      names = "--serve",
      description = "Stay and serve what was published, without a terminal, too.")
  private boolean serve;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = ListenAddress.Converter.class,
      description = "Where to serve it; port 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private ListenAddress listen = new ListenAddress("127.0.0.1", 8080);

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description =
          "Leave what everybody, a customer and an auditor get, for ./solvent verify to check.")
  private @Nullable Path keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (keep != null) {
      DemoKeepsake.requireAbsent(keep);
    }
    URI address = URI.create("http://" + listen);
    try (TemporaryFolder temporary = TemporaryFolder.create("solvent-demo");
        DemoExchange exchange = DemoExchange.make(temporary.path(), DemoPlan.standard(address))) {
      int code = show(out, exchange, temporary.path(), Optional.ofNullable(keep));
      if (code == Failures.OK && stays()) {
        serve(out, exchange);
      }
      return code;
    }
  }

  /** Somebody who looks at a terminal can open a page; a script wants its end. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal
  private boolean stays() {
    Console console = System.console();
    return serve || (console != null && console.isTerminal());
  }

  /** The folder is gone by the program's own hook when it is told to end. */
  private void serve(PrintWriter out, DemoExchange exchange)
      throws IOException, InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING); // the story goes on without the server's own
    try (PublicSide open = exchange.serve(listen)) {
      out.println();
      out.println("Everybody sees what is published at  " + open.url() + "/");
      out.println(CUSTOMER + "'s own link is");
      out.println("  " + exchange.page(URI.create(open.url()), CUSTOMER));
      out.println("Ctrl-C ends it, and nothing is left behind.");
      out.flush();
      new CountDownLatch(1).await();
    }
  }

  private static int show(PrintWriter out, DemoExchange exchange, Path folder, Optional<Path> keep)
      throws IOException, InterruptedException {
    Office.Progress quiet = new Quiet();
    out.printf(
        Locale.ROOT,
        "1. An exchange builds the trees of what it owes its %,d customers.%n",
        exchange.plan().customers());
    for (CommittedAsset asset : exchange.snapshot(quiet).assets()) {
      out.printf(
          Locale.ROOT,
          "     %-5s %s%n",
          asset.asset().ticker(),
          asset.commitment().total().toDecimal(asset.asset().decimals()));
    }
    out.println(
        "2. It reads its reserves with a proof of each, and publishes a first attestation:");
    out.println("   signed, logged, witnessed, timestamped.");
    Report first = published(exchange.publish(quiet));
    out.println("     " + first.verdict() + ": nobody has signed for the reserves yet");
    out.println("3. The reserve account's key signs a challenge that the first one made possible.");
    exchange.own();
    Report second = published(exchange.publish(quiet));
    out.println("     " + second.verdict());
    for (Coverage coverage : second.coverage()) {
      out.printf(
          Locale.ROOT,
          "     %-5s %.2f %% of what is owed is proven on chain%n",
          coverage.asset().ticker(),
          coverage.basisPoints() / 100.0);
    }
    judged(out, new DataFolder(folder.resolve("exchange/data")));
    return customerChecks(out, new DataFolder(folder.resolve("exchange/data")), exchange, keep);
  }

  /** What the bare ratio hides. */
  private static void judged(PrintWriter out, DataFolder data) throws IOException {
    ReportFigures figures;
    try {
      figures = ReportFigures.parse(Files.readAllBytes(data.epoch(SECOND).solvencyReport()));
    } catch (MalformedException e) {
      throw new IllegalStateException("what was published just now", e);
    }
    Totals totals =
        figures.totals().orElseThrow(() -> new IllegalStateException("the demo has all prices"));
    out.println(
        "   Its solvency report: the bare ratio is "
            + Coverage.percent(totals.ratio())
            + ", with a token of its own in it;");
    out.println(
        "   in kind "
            + Coverage.percent(totals.raw())
            + " is covered, after haircut "
            + Coverage.percent(totals.haircut())
            + ".");
    for (Crossed crossed : figures.alerts()) {
      out.println("     alert: " + crossed.sentence());
    }
  }

  private static Report published(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Published(var epoch, var report) -> report;
      default -> throw new IllegalStateException("the demo did not publish: " + outcome);
    };
  }

  private static int customerChecks(
      PrintWriter out, DataFolder data, DemoExchange exchange, Optional<Path> keep)
      throws IOException, InterruptedException {
    out.printf(Locale.ROOT, "4. %s checks, trusting nobody's server.%n", CUSTOMER);
    Path home = exchange.settings().resolveSibling("");
    try (Handouts handouts =
        new Handouts(
            LiabilityFolder.open(data.epoch(SECOND).trees()),
            exchange.master(),
            Generations.NONE)) {
      Bundle bundle = Bundle.parse(Files.readAllBytes(data.publicFolder().bundle(SECOND)));
      AccountProof proof =
          handouts
              .proof(CUSTOMER, Optional.of(bundle.envelope().payloadDigest()))
              .orElseThrow(() -> new IllegalStateException(CUSTOMER + " stands in the book"));
      Reader reader =
          new Reader(
              TrustRoots.read(data.publicFolder()).roots().getFirst(),
              Policy.parse(Files.readAllBytes(home.resolve("policy.json"))),
              new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
              Optional.empty());
      boolean honest = tell(out, bundle, proof, reader) == Verdict.VERIFIED;
      out.println("5. The exchange shows the same customer one coin more than it counted.");
      AccountProof forged = oneMore(proof);
      boolean caught = tell(out, bundle, forged, reader) == Verdict.FAILED;
      if (keep.isPresent()) {
        DemoKeepsake.write(keep.get(), exchange, handouts, proof, forged);
      }
      out.println();
      out.println(
          honest && caught
              ? "The true balance is counted, and the false one is caught."
              : "THE DEMO FAILED: this should not be, please report it.");
      return honest && caught ? Failures.OK : Failures.FAILED;
    } catch (MalformedException e) {
      throw new IllegalStateException("what was published just now", e);
    }
  }

  private static Verdict tell(PrintWriter out, Bundle bundle, AccountProof proof, Reader reader) {
    Report report =
        Verification.verify(bundle, Exhibits.NONE.with(new Claim(proof, List.of())), reader);
    long passed =
        report.findings().stream()
            .filter(finding -> finding.result() == Finding.Result.PASS)
            .count();
    out.println("     " + report.verdict() + ": " + passed + " checks passed");
    for (Finding finding : report.findings()) {
      if (finding.result() == Finding.Result.FAIL) {
        out.println("       FAILED " + finding.check().id() + ": " + finding.sentence());
      }
    }
    if (report.verdict() == Verdict.VERIFIED) {
      for (InclusionProof position : proof.positions()) {
        out.printf(
            Locale.ROOT,
            "       %s %s counted%n",
            position.balance().toDecimal(position.asset().decimals()),
            position.asset().ticker());
      }
    }
    return report.verdict();
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

  /** The demo tells what it does in its own words. */
  private static final class Quiet implements Office.Progress {
    @Override
    public void at(State state) {}

    @Override
    public void show(double fraction, String what) {}

    @Override
    public void tell(String line) {}
  }
}
