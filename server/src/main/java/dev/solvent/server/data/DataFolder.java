package dev.solvent.server.data;

import dev.solvent.merkle.Epoch;
import java.nio.file.Path;
import java.util.Locale;

/** The operator's folder. */
public record DataFolder(Path root) {
  public Path database() {
    return root.resolve("solvent.db");
  }

  public Path publisherLock() {
    return root.resolve(".publisher.lock");
  }

  /** The log's own folder: it may be ahead of what is public, never behind. */
  public Path log() {
    return root.resolve("log");
  }

  public Path epochs() {
    return root.resolve("epochs");
  }

  public EpochFolder epoch(Epoch epoch) {
    return new EpochFolder(epochs().resolve(String.format(Locale.ROOT, "%06d", epoch.number())));
  }

  public PublicFolder publicFolder() {
    return new PublicFolder(root.resolve("public"));
  }
}
