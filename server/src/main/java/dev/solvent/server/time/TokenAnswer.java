package dev.solvent.server.time;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TimeAnswer;
import dev.solvent.attest.time.TimeOutcome;

/** What came of asking an authority for a token. */
public sealed interface TokenAnswer {
  /**
   * A token over the bytes, which a pinned root vouches for.
   *
   * @param der as it is kept and published
   */
  record Token(Octets der, TimeOutcome.Granted shown) implements TokenAnswer {}

  /** The authority answered that it gives none, and why. */
  record Declined(TimeAnswer.Declined said) implements TokenAnswer {}

  /** Something came that is no token for us; found and wanted in one sentence. */
  record Refused(String why) implements TokenAnswer {}

  /** No answer, or one of a broken server; another try may help. */
  record Away(String why) implements TokenAnswer {}
}
