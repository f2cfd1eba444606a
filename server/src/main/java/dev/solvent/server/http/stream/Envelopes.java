package dev.solvent.server.http.stream;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.http.published.PublicFolder;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes as they are published. The one that was read last is kept: when an epoch is published,
 * every client asks for the same one. Any thread.
 */
final class Envelopes {
  private record Read(Epoch epoch, Octets bytes) {}

  private final PublicFolder folder;
  private volatile @Nullable Read newest;

  Envelopes(PublicFolder folder) {
    this.folder = folder;
  }

  /** Its bytes; empty where it is not kept any more. */
  Optional<Octets> read(Epoch epoch) throws IOException {
    @Nullable Read known = newest;
    if (known != null && known.epoch().equals(epoch)) {
      return Optional.of(known.bytes());
    }
    Optional<Octets> bytes =
        folder.read(PublishedPath.envelope(epoch), Envelope.MAX_BYTES).map(Octets::of);
    if (bytes.isPresent() && (known == null || known.epoch().number() < epoch.number())) {
      newest = new Read(epoch, bytes.get());
    }
    return bytes;
  }
}
