package dev.solvent.server.handout;

import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.cli.SecretFiles;
import dev.solvent.server.tree.GenerationsFile;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which epoch, and the secrets behind it: for {@code @Mixin}. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class EpochOptions {
  @Option(
      names = "--tree",
      required = true,
      paramLabel = "DIR",
      description = "The epoch's trees: the folder that tree build made.")
  private Path tree;

  @Option(
      names = "--master-key",
      required = true,
      paramLabel = "FILE",
      description = "The exchange's master secret: a file of 64 hex digits.")
  private Path masterKey;

  @Option(
      names = "--generations",
      paramLabel = "FILE",
      description = "The file that tree build was given, where it was given one.")
  private @Nullable Path generations;

  Handouts open(PrintWriter err) throws IOException {
    MasterSecret master = SecretFiles.read(masterKey, MasterSecret::parse, err);
    Generations revoked =
        generations == null ? Generations.NONE : GenerationsFile.read(generations);
    return new Handouts(LiabilityFolder.open(tree), master, revoked);
  }
}
