package dev.solvent.verifier.monitor;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Failures;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.monitor.ForkEvidence.Judgement;
import dev.solvent.verifier.reader.ReaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges an evidence file by the reader's own roots. */
record EvidenceReading(ReaderOptions options, PrintWriter out, Style style) {
  /**
   * Says what it proves. No file of this kind verifies a log: there is no exit code 0.
   *
   * @param json where it is to be told to programs
   */
  int judge(Path file, Optional<Consumer<JsonObject>> json) throws IOException {
    ForkEvidence evidence = read(file);
    Judgement judgement = evidence.judge(trusted(evidence));
    boolean proved = judgement instanceof Judgement.Fork;
    String sentence =
        switch (judgement) {
          case Judgement.Fork(var fork) -> fork;
          case Judgement.NotProved(var why) -> why;
        };
    if (json.isPresent()) {
      json.get()
          .accept(
              new ObjectBuilder()
                  .put("format", "solvent/fork-judgement/v1")
                  .put("issuer", evidence.issuer().domain())
                  .put("proved", proved)
                  .put("sentence", sentence)
                  .build());
    } else {
      out.println(
          (proved ? style.bad("FORK") : "NOT PROVED")
              + " "
              + evidence.issuer()
              + ": "
              + Shown.foreign(sentence));
    }
    return proved ? Verdict.FAILED.exitCode() : Failures.MALFORMED;
  }

  private static ForkEvidence read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ForkEvidence.parse(in.readNBytes(ForkEvidence.LIMITS.maxBytes() + 1));
    } catch (MalformedException e) {
      throw new Malformed(file.toString(), e, "want " + ForkEvidence.FORMAT);
    }
  }

  /** All of them: the log's keys may have changed between the two. */
  private List<SignedRoot> trusted(ForkEvidence evidence) throws IOException {
    Optional<SignedRoot> named = options.named();
    if (named.isPresent()) {
      return List.of(named.get());
    }
    options.pinned(evidence.issuer()); // or says how to pin one
    return options.home().roots(evidence.issuer());
  }
}
