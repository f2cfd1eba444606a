package dev.solvent.server.publish;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of what observers signed for one epoch. What no observer of the policy signed is left
 * where it lies, and counts for nothing. One thread.
 */
final class Observations {
  private static final int MAX_BYTES = 24 << 20;
  private static final String ENDING = ".dsse.json";

  private final Policy policy;
  private final Path folder;

  Observations(Policy policy, Path folder) {
    this.policy = policy;
    this.folder = folder;
  }

  /** One file that counts. */
  private record Seen(String observer, BlockRef block, Envelope envelope) {}

  /** The blocks that have to be observed: the manifest's, and those that signatures name. */
  static Set<BlockRef> blocks(Octets manifest, Set<BlockRef> further) throws IOException {
    try {
      Set<BlockRef> blocks = new LinkedHashSet<>(further);
      for (PinnedBlock block : ReservesManifest.parse(manifest.toBytes()).chains()) {
        blocks.add(block.block().ref());
      }
      return blocks;
    } catch (MalformedException e) {
      throw new IOException("reserves.json: " + e.getMessage(), e);
    }
  }

  /** A sentence for each block that fewer observers saw than the policy wants. */
  List<String> missing(Set<BlockRef> wanted) throws IOException {
    List<Seen> seen = seen();
    List<String> missing = new ArrayList<>();
    for (BlockRef block : wanted) {
      long observers =
          seen.stream()
              .filter(one -> one.block().equals(block))
              .map(Seen::observer)
              .distinct()
              .count();
      if (observers < policy.observerQuorum()) {
        missing.add(
            observers
                + " of the policy's observers saw block "
                + block
                + ", want "
                + policy.observerQuorum());
      }
    }
    return missing;
  }

  /** What goes into the bundle. */
  List<Envelope> envelopes() throws IOException {
    return seen().stream().map(Seen::envelope).toList();
  }

  private List<Seen> seen() throws IOException {
    List<Seen> seen = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return seen;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().endsWith(ENDING)).sorted().toList()) {
        read(file).ifPresent(seen::add);
      }
    }
    return seen;
  }

  private Optional<Seen> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Envelope envelope = Envelope.parse(in.readNBytes(MAX_BYTES + 1));
      for (NamedKey observer : policy.observers()) {
        if (envelope.payloadType().equals(Observation.PAYLOAD_TYPE)
            && envelope.verify(List.of(observer.key()), 1) instanceof SignedBy.Enough) {
          Observation observation = Observation.parse(envelope.payload());
          return Optional.of(
              new Seen(observer.name(), observation.block().block().ref(), envelope));
        }
      }
    } catch (MalformedException e) {
      return Optional.empty(); // a file that nobody can have signed
    }
    return Optional.empty();
  }

  /** Keeps what came, a file for each envelope. */
  void keep(Map<String, Answer<List<Envelope>>> answers, Office.Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Answer<List<Envelope>>> answer : answers.entrySet()) {
      switch (answer.getValue()) {
        case Answer.Given<List<Envelope>>(List<Envelope> envelopes) -> {
          for (int i = 0; i < envelopes.size(); i++) {
            WholeFile.write(
                folder.resolve(answer.getKey() + "-" + (i + 1) + ENDING),
                envelopes.get(i).toBytes());
          }
        }
        case Answer.Missing<List<Envelope>>(String why) ->
            progress.tell("observer " + answer.getKey() + ": " + why);
      }
    }
  }
}
