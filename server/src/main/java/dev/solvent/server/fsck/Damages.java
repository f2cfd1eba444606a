package dev.solvent.server.fsck;

import dev.solvent.attest.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was found so far, each file once. One thread. */
final class Damages {
  private final Path root;
  private final List<Damage> found = new ArrayList<>();

  Damages(Path root) {
    this.root = root;
  }

  /** The first word on a file is the nearest to the cause. */
  void add(Damage damage) {
    if (found.stream().noneMatch(before -> before.file().equals(damage.file()))) {
      found.add(damage);
    }
  }

  List<Damage> found() {
    return List.copyOf(found);
  }

  /** As findings call it. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** A file of what is public; where it cannot be read, that is found. */
  Optional<Octets> readPublic(Path file, int most) {
    return read(file, most, Damage.FROM_A_COPY);
  }

  Optional<Octets> read(Path file, int most, String remedy) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most);
      if (in.read() < 0) {
        return Optional.of(Octets.of(bytes));
      }
      add(new Damage(name(file), "over " + most + " bytes, want fewer", remedy));
    } catch (IOException e) {
      add(new Damage(name(file), Words.of(e), remedy));
    }
    return Optional.empty();
  }

  /** That a file, where it is there, holds these bytes. */
  void compare(Path file, byte[] wanted, String whose, String remedy) {
    if (!Files.exists(file)) {
      return;
    }
    Optional<Octets> found = read(file, Math.max(1, wanted.length), remedy);
    int at = found.map(bytes -> Arrays.mismatch(bytes.toBytes(), wanted)).orElse(-1);
    if (at >= 0) {
      add(new Damage(name(file), "byte " + at + " differs from " + whose, remedy));
    }
  }
}
