package dev.solvent.server.anchor;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attestation's statement, and what a verification by this program came to. */
record Attested(Statement statement, Report report) {
  private static final int MOST_ROOT = 1 << 20;

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  /**
   * Verifies a bundle as its reader would.
   *
   * @param blobs folders of files that the bundle's files name and the bundle does not hold
   */
  static Attested verify(Path bundle, Path root, Path policy, List<Path> blobs, Timestamp now)
      throws IOException {
    Bundle read = read(bundle, Bundle.LIMITS.maxBytes(), "a bundle", Bundle::parse);
    Reader reader =
        new Reader(
            read(root, MOST_ROOT, "a trust root", SignedRoot::parse),
            read(policy, Policy.LIMITS.maxBytes(), "a policy", Policy::parse),
            now,
            Optional.empty());
    Report report = Verification.verify(read, Exhibits.NONE.with(beside(blobs)), reader);
    try {
      return new Attested(Statement.parse(read.envelope().payload()), report);
    } catch (MalformedException e) {
      throw new UserError(bundle + ": " + e.getMessage(), "want a bundle of a statement");
    }
  }

  private static Blobs beside(List<Path> folders) throws IOException {
    List<Octets> contents = new ArrayList<>();
    for (Path folder : folders) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
        for (Path file : files) {
          contents.add(read(file, Bundle.LIMITS.maxBytes(), "a blob", Octets::of));
        }
      }
    }
    return Blobs.of(contents);
  }

  private static <T> T read(Path file, int most, String wanted, Parser<T> parser)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in.readNBytes(most + 1));
    } catch (MalformedException e) {
      throw new UserError(file + ": " + e.getMessage(), "want " + wanted + " in this place");
    }
  }
}
