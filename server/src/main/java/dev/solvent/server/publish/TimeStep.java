package dev.solvent.server.publish;

import dev.solvent.attest.octets.Octets;
import dev.solvent.server.cli.WholeFile;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Has the time authorities stamp the envelope, each once. */
final class TimeStep implements EpochStep {
  static final String ENDING = ".tst";

  private final Office office;

  TimeStep(Office office) {
    this.office = office;
  }

  @Override
  public StepOutcome run(EpochRecord epoch) throws IOException, InterruptedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    Files.createDirectories(folder.tokens());
    Octets envelope = Octets.of(Files.readAllBytes(folder.envelope()));
    Map<String, Answer<Octets>> answers = office.authorities().ask(envelope, had(folder));
    String missing = "";
    for (Map.Entry<String, Answer<Octets>> answer : answers.entrySet()) {
      switch (answer.getValue()) {
        case Answer.Given<Octets>(Octets token) ->
            WholeFile.write(folder.tokens().resolve(answer.getKey() + ENDING), token.toBytes());
        case Answer.Missing<Octets>(String why) -> {
          missing = ": " + answer.getKey() + " " + why;
          office.progress().tell("time authority " + answer.getKey() + ": " + why);
        }
      }
    }
    int tokens = had(folder).size();
    return tokens >= office.tokens()
        ? Done.with(tokens + " time tokens")
        : new Waits(
            tokens + " time tokens, want " + office.tokens() + missing,
            "it is tried again; do the authorities answer?");
  }

  private static Set<String> had(EpochFolder folder) throws IOException {
    Set<String> had = new HashSet<>();
    try (Stream<Path> files = Files.list(folder.tokens())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          had.add(name.substring(0, name.length() - ENDING.length()));
        }
      }
    }
    return had;
  }
}
