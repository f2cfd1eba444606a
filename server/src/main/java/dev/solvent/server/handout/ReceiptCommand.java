package dev.solvent.server.handout;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.signature.Signer;
import dev.solvent.merkle.AccountId;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.PasswordOptions;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent receipt}. */
@Command(
    name = "receipt",
    description = {
      "Signs a receipt: what one customer is owed in one attestation, in every attested asset.",
      "It holds the account's key of this epoch: give it to that customer only."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 signed; 1 refused, as the attestation is not in the log or not of these trees;"
          + " 2 wrong input or usage.",
      "",
      "Example:",
      "  solvent receipt --tree trees --master-key key.hex --bundle 7.bundle.json \\",
      "      --key receipt.p12 --password-file password --account alice@example.com \\",
      "      --out 7.receipt.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class ReceiptCommand extends ResultCommand {
  @Mixin private EpochOptions epoch;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "The epoch's attestation, with the proof that it is in the log.")
  private Path bundle;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The receipt key of the trust root: a PKCS#12 file.")
  private Path key;

  @Mixin private PasswordOptions password;

  @Option(
      names = "--account",
      required = true,
      paramLabel = "ID",
      converter = Converters.OfAccountId.class,
      description = "The account id, as it stands in the book.")
  private AccountId account;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A new file for the receipt, for its owner alone.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) { // before anyone is asked for a password
      throw new FileAlreadyExistsException(out.toString());
    }
    try (Handouts handouts = epoch.open(err())) {
      Bundle published = BundleFile.read(bundle);
      LoggedEntry entry =
          LoggedEntry.check(handouts.manifest(), published.envelope(), published.logProof());
      handouts.requireTheirMaster(); // before anyone is asked for a password
      if (handouts.proof(account, Optional.empty()).isEmpty()) {
        err().println("warning: the receipt says that nothing is owed to this account");
        err().println("hint: the id must be the book's to the letter, and the key the build's");
      }
      Signer signer = KeyFile.open(key, password.source("password of " + key));
      Envelope receipt = Receipts.sign(handouts, entry, account, signer);
      try (OutputStream file = OwnerOnly.create(out)) {
        file.write(receipt.toBytes());
      }
      if (json()) {
        print(
            new ObjectBuilder()
                .put("attestation", entry.attestation().toString())
                .put("file", out.toString())
                .put("key", signer.key().id().toString())
                .build());
      } else {
        out().println("signed " + out + " for attestation " + entry.attestation());
      }
    }
    return Failures.OK;
  }
}
