package dev.solvent.server.tree;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.SecretFiles;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code solvent tree prove}. */
@Command(
    name = "prove",
    description = {
      "Prints one customer's account proof.",
      "It holds the account's key of this epoch: give it to that customer only."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  solvent tree prove --tree trees --master-key key.hex --account alice@example.com > alice.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TreeProveCommand implements Callable<Integer> {
  @Option(
      names = "--tree",
      required = true,
      paramLabel = "DIR",
      description = "The folder that tree build made.")
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

  @Option(
      names = "--account",
      required = true,
      paramLabel = "ID",
      converter = Converters.OfAccountId.class,
      description = "The account id, as it stands in the book.")
  private AccountId account;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    MasterSecret master = SecretFiles.read(masterKey, MasterSecret::parse, err);
    Generations revoked =
        generations == null ? Generations.NONE : GenerationsFile.read(generations);
    try (LiabilityFolder folder = LiabilityFolder.open(tree)) {
      LiabilitiesManifest manifest = folder.manifest();
      AccountKey key =
          master
              .customerKey(manifest.issuer(), account, revoked.of(account))
              .accountKey(manifest.epoch());
      Optional<AccountProof> proof = folder.prove(account, key);
      if (proof.isEmpty()) {
        err.printf(
            Locale.ROOT,
            "error: account \"%s\" has a balance in none of the %d assets%n",
            account,
            manifest.assets().size());
        err.println("hint: the id must be the book's to the letter, and the key the build's");
        return Failures.FAILED;
      }
      // Without a line break: the file's bytes are the one encoding of the proof.
      PrintWriter out = spec.commandLine().getOut();
      out.print(new String(proof.get().toBytes(), StandardCharsets.UTF_8));
      out.flush();
      return Failures.OK;
    }
  }
}
