package dev.solvent.server.publish;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Has the time authorities stamp the envelope, each once. */
final class TimeStep implements EpochStep {
  private final Office office;

  TimeStep(Office office) {
    this.office = office;
  }

  @Override
  public StepOutcome run(EpochRecord epoch) throws IOException, InterruptedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    Files.createDirectories(folder.tokens());
    Tokens tokens = new Tokens(office.policy(), folder);
    Octets envelope = Octets.of(Files.readAllBytes(folder.envelope()));
    String missing = "";
    for (Map.Entry<String, Answer<Octets>> answer :
        office.authorities().ask(envelope, tokens.good().keySet()).entrySet()) {
      switch (answer.getValue()) {
        case Answer.Given<Octets>(Octets token) ->
            WholeFile.write(tokens.file(answer.getKey()), token.toBytes());
        case Answer.Missing<Octets>(String why) -> {
          missing = ": " + answer.getKey() + " " + why;
          office.progress().tell("time authority " + answer.getKey() + ": " + why);
        }
      }
    }
    for (String refused : tokens.refused()) {
      missing = ": " + refused;
      office.progress().tell(refused);
    }
    int good = tokens.good().size();
    return good >= office.tokens()
        ? Done.with(good + " time tokens")
        : new Waits(
            good + " time tokens, want " + office.tokens() + missing,
            "it is tried again; do the authorities answer, and does the policy pin them?");
  }
}
