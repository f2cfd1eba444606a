package dev.solvent.server.solvency;

import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A solvency policy, {@code docs/spec/solvency-policy.md}, from the exchange's own file. */
public final class PolicyFile {
  private static final String REMEDY = "a policy in the form of docs/spec/solvency-policy.md";

  private PolicyFile() {}

  /**
   * Reads it.
   *
   * @throws UserError where it cannot be read, is no policy, or another exchange's
   */
  public static SolvencyPolicy read(Path file, Issuer issuer) {
    SolvencyPolicy policy;
    try (InputStream in = Files.newInputStream(file)) {
      policy = SolvencyPolicy.parse(in.readNBytes(SolvencyPolicy.LIMITS.maxBytes() + 1));
    } catch (IOException e) {
      throw new UserError(FileErrors.inWords(e), REMEDY);
    } catch (MalformedException e) {
      throw new UserError(file + ": no policy (" + e.getMessage() + "), want one", REMEDY);
    }
    if (!policy.issuer().equals(issuer)) {
      throw new UserError(
          file + ": policy of " + policy.issuer() + ", want " + issuer,
          "an exchange judges itself by a policy of its own");
    }
    return policy;
  }
}
