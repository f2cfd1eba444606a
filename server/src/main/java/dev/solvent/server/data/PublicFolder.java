package dev.solvent.server.data;

import dev.solvent.merkle.Epoch;
import java.nio.file.Path;

/** What everybody may read: {@code docs/spec/published.md}. */
public record PublicFolder(Path root) {
  /** Written last: what it names is there. */
  public Path pointer() {
    return root.resolve(".well-known").resolve("proof-of-reserves");
  }

  public Path trustRoot(long version) {
    return trust().resolve(version + ".root.json");
  }

  public Path trust() {
    return root.resolve("trust");
  }

  public Path log() {
    return root.resolve("log");
  }

  public Path checkpoint() {
    return log().resolve("checkpoint");
  }

  public Path attestations() {
    return root.resolve("attestations");
  }

  public Path envelope(Epoch epoch) {
    return attestations().resolve(epoch + ".dsse.json");
  }

  public Path bundle(Epoch epoch) {
    return attestations().resolve(epoch + ".bundle.json");
  }

  public Path blob(String sha256) {
    return root.resolve("blobs").resolve("sha256").resolve(sha256);
  }
}
