package dev.solvent.attest.published;

import dev.solvent.attest.log.TilePath;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;

/** Where each published file is: {@code docs/spec/published.md} section 2. */
public final class PublishedPath {
  public static final String POINTER = ".well-known/proof-of-reserves";
  public static final String CHECKPOINT = "log/checkpoint";

  private PublishedPath() {}

  public static String trustRoot(long version) {
    return "trust/" + version + ".root.json";
  }

  public static String tile(TilePath tile) {
    return "log/" + tile;
  }

  public static String envelope(Epoch epoch) {
    return "attestations/" + epoch + ".dsse.json";
  }

  public static String bundle(Epoch epoch) {
    return "attestations/" + epoch + ".bundle.json";
  }

  public static String blob(Hash digest) {
    return "blobs/sha256/" + digest;
  }
}
