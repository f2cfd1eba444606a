package dev.solvent.server.setup;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.keys.PasswordSource.PasswordTerminal;
import dev.solvent.attest.keys.Terminal;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code solvent trust rotate}. */
@Command(
    name = "rotate",
    description = {
      "Publishes the next trust root: other keys for statements, receipts or roots.",
      "What was signed stays signed: a period that elapsed never changes. Readers follow from the"
          + " root that they pinned, if enough of its root keys sign the next one."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Not while an epoch is under way. Afterwards name the new key's file in solvent.yaml.",
      "",
      "Examples:",
      "  solvent trust rotate --config solvent.yaml --root-key keys/root.p12 \\",
      "      --statement MCowBQYDK2Vw…",
      "  solvent trust rotate --config solvent.yaml --root-key keys/root.p12 \\",
      "      --new-root-key keys/root-2.p12 --receipt MCowBQYDK2Vw…"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TrustRotateCommand extends ResultCommand {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Option(
      names = "--root-key",
      required = true,
      paramLabel = "FILE",
      description = {
        "A key of the newest root. Repeat for each that has to sign.",
        "Its password is read from the file beside it that ends in .password, or asked for."
      })
  private List<Path> rootKeys;

  @Option(
      names = "--statement",
      paramLabel = "KEY",
      converter = OfKey.class,
      description =
          "The public key, in base64, of who signs statements from now on. Repeat for each.")
  private List<VerifyingKey> statements = List.of();

  @Option(
      names = "--threshold",
      defaultValue = "0",
      paramLabel = "N",
      description = "So many of them have to sign (default: all).")
  private int threshold;

  @Option(
      names = "--receipt",
      paramLabel = "KEY",
      converter = OfKey.class,
      description = "The public key of who signs receipts from now on.")
  private @Nullable VerifyingKey receipt;

  @Option(
      names = "--new-root-key",
      paramLabel = "FILE",
      description = "The key of who signs roots from now on, and this one too. Repeat for each.")
  private List<Path> newRootKeys = List.of();

  private static final class OfKey implements ITypeConverter<VerifyingKey> {
    @Override
    public VerifyingKey convert(String text) {
      try {
        return VerifyingKey.ofSpki(Base64Text.decode(text));
      } catch (MalformedException e) {
        throw new TypeConversionException(
            e.getMessage() + "; solvent keys show prints a key's spki");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    if (statements.isEmpty() && receipt == null && newRootKeys.isEmpty()) {
      throw new UserError("nothing to change, want --statement, --receipt or --new-root-key", "");
    }
    Configuration configuration = Configuration.readWhole(config, System::getenv);
    DataFolder data = new DataFolder(configuration.publishing().data());
    List<Signer> old = open(rootKeys);
    List<Signer> young = open(newRootKeys);
    try (Store store = configuration.publishing().openStore()) {
      SignedRoot next =
          new NextRoot(data, store)
              .publish(
                  old,
                  young,
                  statements,
                  threshold == 0 ? statements.size() : threshold,
                  Optional.ofNullable(receipt));
      tell(next);
    }
    return Failures.OK;
  }

  private static List<Signer> open(List<Path> files) throws IOException {
    List<Signer> signers = new ArrayList<>();
    for (Path file : files) {
      Path beside =
          file.resolveSibling(
              String.valueOf(file.getFileName()).replaceAll("\\.p12$", "") + ".password");
      PasswordSource password =
          Files.exists(beside)
              ? new PasswordFile(beside)
              : new PasswordTerminal(Terminal.ofProgram(), "password of " + file);
      signers.add(KeyFile.open(file, password));
    }
    return signers;
  }

  private void tell(SignedRoot next) {
    if (json()) {
      print(
          new ObjectBuilder()
              .put("sha256", next.id().toString())
              .put("version", next.root().version())
              .build());
      return;
    }
    out().println("published trust root " + next.root().version() + "  " + next.id());
    if (!statements.isEmpty()) {
      out()
          .println(
              "  statements from index "
                  + next.root().logSize()
                  + " on are signed by the new keys: name them in solvent.yaml's keys.statement");
    }
    if (receipt != null) {
      out().println("  receipts are signed by the new key: name it in solvent.yaml's keys.receipt");
    }
  }
}
