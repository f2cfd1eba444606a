package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.monitor.PlaceReport.State;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify log}. */
@Command(
    name = "log",
    description = {
      "Watches a log: that it goes on from what it showed before, and is the same everywhere.",
      "The last checkpoint is remembered in --home, and replaced by one that continues it alone. "
          + "Two checkpoints that cannot be one history, or are not shown to be, are kept as "
          + "evidence; given such a file, it says what that proves.",
      "With --follow it goes on until a fork, or until it is interrupted."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 VERIFIED; 1 FAILED: a fork, a log that is not shown to be one, damaged tiles, "
          + "a checkpoint or a statement that is not signed; 2 no answer, MALFORMED or wrong usage; "
          + "3 STALE: old cosignatures, a statement overdue, less than was seen.",
      "Of an evidence file: 1 it proves a fork, 2 it does not.",
      "",
      "Examples:",
      "  solvent-verify log https://exchange.example",
      "  solvent-verify log --follow --every 10m https://exchange.example",
      "  solvent-verify log https://exchange.example https://mirror.example public/",
      "  solvent-verify log fork-exchange.example-0f3a9c1d2b4e5f60.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class LogCommand extends VerifierCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "URL|FOLDER",
      description = "The publication; with several, all are compared. Or one evidence file.")
  private List<String> given;

  @Option(names = "--follow", description = "Go on looking; tell what changes.")
  private boolean follow;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = Every.class,
      description = "How often, such as 30s, 5m or 1h (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description =
          "Where evidence is kept (default: fork-ISSUER-DIGEST.json in this folder). "
              + "Nothing is ever written over.")
  private @Nullable Path evidence;

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException {
    if (given.size() == 1 && !Site.isUrl(given.getFirst()) && isFile(Path.of(given.getFirst()))) {
      return new EvidenceReading(options, out(), style())
          .judge(Path.of(given.getFirst()), json() ? Optional.of(this::print) : Optional.empty());
    }
    if (evidence != null && Files.exists(evidence)) {
      throw new UserError(
          evidence + ": exists already", "evidence is never written over; name another file");
    }
    if (follow && !options.asksForToday()) {
      throw new UserError("--follow beside --at, want one of them", "");
    }
    List<Site> sites = given.stream().map(Site::open).toList();
    Optional<SignedRoot> named = options.named();
    SignedRoot pinned =
        named.isPresent() ? named.get() : options.pinned(sites.getFirst().pointer().issuer());
    Rounds rounds = new Rounds(sites, new Watch(pinned, options.policy()));
    return follow ? follow(new Follow(rounds, every)) : once(rounds);
  }

  private static boolean isFile(Path path) {
    return Files.exists(path) && !Files.isDirectory(path);
  }

  private int once(Rounds rounds) throws IOException {
    LogRound round = rounds.next();
    if (round.places().stream().allMatch(place -> place.state() == State.UNREACHABLE)) {
      throw new UserError(round.places().getFirst().faults().getFirst(), "there is no verdict");
    }
    List<Path> kept = keep(round);
    if (json()) {
      print(LogReportJson.of(round, kept));
      return round.exitCode();
    }
    LogPage page = new LogPage(out(), style());
    page.verdict(round);
    if (!quiet()) {
      page.places(round);
      page.entries(round, verbose());
    }
    return round.exitCode();
  }

  private int follow(Follow follow) throws IOException {
    Thread hook =
        new Thread(
            () -> Runtime.getRuntime().halt(follow.exitCode()), // every line told was flushed
            "last verdict");
    Runtime.getRuntime().addShutdownHook(hook);
    int code = follow.run(LogCommand::isOver);
    Runtime.getRuntime().removeShutdownHook(hook);
    return code;
  }

  private static boolean isOver(Duration pause) {
    try {
      Thread.sleep(pause);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** What is seen in this run and, where the reader remembers, in those before. */
  private final class Rounds implements Follow.Rounds {
    private final List<Site> sites;
    private final Watch watch;
    private Optional<SignedCheckpoint> last = Optional.empty();

    Rounds(List<Site> sites, Watch watch) {
      this.sites = sites;
      this.watch = watch;
    }

    @Override
    public LogRound next() throws IOException {
      Issuer issuer = watch.issuer();
      Optional<SignedCheckpoint> seen =
          Stream.concat(options.seen(Optional.of(issuer)).stream(), last.stream())
              .max(Comparator.comparingLong(one -> one.checkpoint().size()));
      LogRound round = LogRound.ask(sites, watch, seen, options.now());
      Optional<SignedCheckpoint> passed = round.passed();
      if (passed.isPresent()) {
        last = passed;
        if (options.remembers()) {
          options.home().remember(issuer, passed.get());
        }
      }
      return round;
    }

    @Override
    public void tell(LogRound round) throws IOException {
      List<Path> kept = keep(round);
      if (json()) {
        print(LogReportJson.of(round, kept));
      } else {
        new LogPage(out(), style()).line(round);
      }
      out().flush();
    }
  }

  /** A fork is told though there is no room to keep it; then it is printed, whole. */
  private List<Path> keep(LogRound round) {
    List<Path> kept = new ArrayList<>();
    Optional<Path> chosen = Optional.ofNullable(evidence);
    for (ForkEvidence each : round.evidence()) {
      try {
        Path file = new EvidenceFile(Path.of(""), chosen).keep(each);
        kept.add(file);
        err().println("evidence: " + Shown.foreign(file.toString()));
      } catch (IOException e) {
        err().println("error: " + Shown.foreign(FileErrors.inWords(e)) + "; the evidence is:");
        err().println(new String(each.toBytes(), StandardCharsets.UTF_8));
      }
      chosen = Optional.empty();
    }
    return kept;
  }
}
