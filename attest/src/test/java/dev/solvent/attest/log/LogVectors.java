package dev.solvent.attest.log;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** Vectors of ours that are kept outside of the repository, beside those of others. */
public final class LogVectors {
  private LogVectors() {}

  /** A file or folder among them; the test is skipped where there are none. */
  public static Path own(String name) {
    Path file = RepoFiles.thirdPartyVectors().resolveSibling("own").resolve(name);
    assumeTrue(Files.exists(file), "skipped: no vectors of ours here");
    return file;
  }

  /** A folder of others' vectors; the test is skipped where there are none. */
  public static Path thirdParty(String name) {
    Path folder = RepoFiles.thirdPartyVectors().resolve(name);
    assumeTrue(Files.exists(folder), "skipped: no third-party vectors here");
    return folder;
  }

  public static JsonNode core(String suite) {
    return LooseJson.tree(RepoFiles.bytes(own("core-vectors.json"))).get(suite);
  }
}
