package dev.solvent.server.publish;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyCheck;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.PublicFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The policy that the public was told of. An epoch without a report takes nothing back: what the
 * newest report before it announced still stands, whether that follows from its files or not. One
 * that cannot be read is damage to what we published, and has to be mended first.
 */
final class Announced {
  private Announced() {}

  static Optional<Hash> before(PublicFolder open, Epoch epoch) throws IOException {
    for (long number = epoch.number() - 1; number > 0; number--) {
      Path envelope = open.envelope(new Epoch(number));
      Path report;
      Hash named;
      try {
        Optional<Hash> digest =
            Statement.parse(Envelope.parse(Files.readAllBytes(envelope)).payload())
                .digestOf(Subject.SOLVENCY);
        if (digest.isEmpty()) {
          continue;
        }
        named = digest.get();
        report = open.blob(named.toString());
      } catch (MalformedException e) {
        throw new DamagedException(envelope, String.valueOf(e.getMessage()));
      }
      byte[] bytes = Files.readAllBytes(report);
      try {
        if (Digests.sha256(bytes).equals(named)) {
          return Optional.of(SolvencyCheck.announces(bytes));
        }
      } catch (MalformedException e) {
        throw new DamagedException(report, String.valueOf(e.getMessage()));
      }
      throw new DamagedException(report, "other bytes than its name says");
    }
    return Optional.empty();
  }
}
