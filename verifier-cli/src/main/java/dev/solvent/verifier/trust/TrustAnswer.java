package dev.solvent.verifier.trust;

import dev.solvent.attest.program.Refused;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.VerifierCommand;
import java.io.IOException;

/** A command of {@code trust}: what is refused ends with 1, and nothing is kept of it. */
abstract class TrustAnswer extends VerifierCommand {
  private static final int REFUSED = 1;

  abstract void answer() throws IOException;

  @Override
  public final Integer call() throws IOException {
    try {
      answer();
      return 0;
    } catch (Refused e) {
      out().flush();
      err().println("REFUSED " + Shown.foreign(String.valueOf(e.getMessage())));
      e.details().forEach(line -> err().println("  " + Shown.foreign(line)));
      err().println("hint: " + Shown.foreign(e.hint()));
      return REFUSED;
    }
  }
}
