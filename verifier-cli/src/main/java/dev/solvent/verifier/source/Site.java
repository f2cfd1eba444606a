package dev.solvent.verifier.source;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.published.PublishedFiles;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A publication that the user named: a web site, or a copy of its folder. */
public sealed interface Site extends PublishedFiles permits FolderSite, WebSite {
  /** As the user named it. */
  String name();

  /** Opens what the user named; nothing is read yet. */
  static Site open(String given) {
    if (isUrl(given)) {
      return WebSite.open(given);
    }
    Path folder = Path.of(given);
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          given + ": " + (Files.exists(folder) ? "not a folder" : "no such folder"),
          "name a web address (https://exchange.example) or a copy of what it publishes");
    }
    return new FolderSite(folder);
  }

  static boolean isUrl(String given) {
    return given.matches("(?i)https?://.*");
  }

  /** Where to begin; believed in nothing. */
  default Pointer pointer() throws IOException {
    byte[] bytes =
        read(PublishedPath.POINTER, Pointer.LIMITS.maxBytes())
            .orElseThrow(() ->
                new UserError(
                    name() + ": nothing is published here, want " + PublishedPath.POINTER,
                    "name the exchange's own address, or the top of a copied folder"));
    try {
      return Pointer.parse(bytes);
    } catch (MalformedException e) {
      throw new Malformed(name() + "/" + PublishedPath.POINTER, e, "");
    }
  }
}
