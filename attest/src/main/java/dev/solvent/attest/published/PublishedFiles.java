package dev.solvent.attest.published;

import java.io.IOException;
import java.util.Optional;

/** What an exchange published, by path: a web site, or a copy of its folder. */
@FunctionalInterface
public interface PublishedFiles {
  /**
   * The whole file; empty where there is none.
   *
   * @param path as {@link PublishedPath} gives it
   * @param most how many bytes it may have
   * @throws IOException where it cannot be read, or is larger
   */
  Optional<byte[]> read(String path, int most) throws IOException;
}
