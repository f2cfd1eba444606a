package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/**
 * What both manifests have to be: the file that the statement names, of its issuer, epoch, time.
 */
final class ManifestStep {
  private ManifestStep() {}

  /** The manifest, or a finding of why there is none to rely on. */
  record Parsed<T>(Optional<T> manifest, Finding finding) {
    static <T> Parsed<T> failed(Check check, String sentence) {
      return new Parsed<>(Optional.empty(), Finding.fail(check, sentence));
    }
  }

  /** What a manifest says it belongs to. */
  record Origin(Issuer issuer, Epoch epoch, Timestamp asOf) {
    @Override
    public String toString() {
      return issuer + ", epoch " + epoch + ", as of " + asOf;
    }
  }

  interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  interface OriginOf<T> {
    Origin of(T manifest);
  }

  static <T> Parsed<T> read(
      Check check,
      Statement statement,
      String subject,
      Blobs blobs,
      Parser<T> parser,
      OriginOf<T> originOf) {
    Hash digest = statement.digestOf(subject).orElseThrow();
    Optional<Octets> bytes = blobs.find(digest);
    if (bytes.isEmpty()) {
      return Parsed.failed(check, "no file of digest " + digest + ", which the statement names");
    }
    T manifest;
    try {
      manifest = parser.parse(bytes.get().toBytes());
    } catch (MalformedException e) {
      return Parsed.failed(check, "manifest " + e.getMessage());
    }
    Origin found = originOf.of(manifest);
    Origin wanted = new Origin(statement.issuer(), statement.epoch(), statement.asOf());
    return found.equals(wanted)
        ? new Parsed<>(
            Optional.of(manifest),
            Finding.pass(check, "the manifest that the statement names", "sha256 " + digest))
        : Parsed.failed(check, "manifest of " + found + ", want the statement's " + wanted);
  }
}
