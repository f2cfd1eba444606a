package dev.solvent.attest.bundle;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bytes by their SHA-256, which is computed here: what is found is what was asked for. */
public final class Blobs {
  private static final Comparator<Hash> ORDER = Comparator.comparing(Hash::toString);

  private final Map<Hash, Octets> byDigest = new TreeMap<>(ORDER);

  private Blobs() {}

  public static Blobs of(Collection<Octets> contents) {
    Blobs blobs = new Blobs();
    for (Octets content : contents) {
      blobs.byDigest.put(Digests.sha256(content.toBytes()), content);
    }
    return blobs;
  }

  /** These and those; what both have is the same. */
  public Blobs and(Blobs others) {
    Blobs all = new Blobs();
    all.byDigest.putAll(byDigest);
    all.byDigest.putAll(others.byDigest);
    return all;
  }

  public Optional<Octets> find(Hash digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }

  /** In ascending order of their digests. */
  public List<Map.Entry<Hash, Octets>> entries() {
    return List.copyOf(byDigest.entrySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blobs that && byDigest.equals(that.byDigest);
  }

  @Override
  public int hashCode() {
    return byDigest.hashCode();
  }

  @Override
  public String toString() {
    return byDigest.size() + " blobs";
  }
}
