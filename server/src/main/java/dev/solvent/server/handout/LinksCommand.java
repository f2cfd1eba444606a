package dev.solvent.server.handout;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.BookSettings;
import dev.solvent.server.jdbc.BalanceSource;
import dev.solvent.server.jdbc.BookForm;
import dev.solvent.server.jdbc.BookOrigin;
import dev.solvent.server.tree.BookErrors;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent links}. */
@Command(
    name = "links",
    description = {
      "Writes account links for one, some or all customers, or account proofs of one epoch.",
      "A link opens every epoch of its customer: whoever has it sees the balances. Hand it out"
          + " inside a logged-in session."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done; 1 refused, as what is given is not of one epoch; 2 wrong input or usage.",
      "",
      "Examples:",
      "  solvent links --config solvent.yaml --account alice@example.com",
      "  solvent links --config solvent.yaml --all --out links.csv",
      "  solvent links --tree trees --master-key key.hex --account alice@example.com",
      "  solvent links --tree trees --master-key key.hex --book book.csv --out links.csv",
      "  solvent links --tree trees --master-key key.hex --accounts ids.txt \\",
      "      --bundle 7.bundle.json --proofs proofs"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class LinksCommand extends ResultCommand {
  @Mixin private EpochOptions epoch;

  @ArgGroup(multiplicity = "1")
  private Whose whose;

  private static final class Whose {
    @Option(
        names = "--account",
        paramLabel = "ID",
        converter = Converters.OfAccountId.class,
        description = "An account id, as it stands in the book. Repeat for each.")
    private List<AccountId> accounts = List.of();

    @Option(
        names = "--accounts",
        paramLabel = "FILE",
        description = "A file with an account id a line.")
    private @Nullable Path file;

    @Option(
        names = "--all",
        description = "Every account of the book that the settings name; with --config.")
    private boolean all;

    @ArgGroup(multiplicity = "1")
    private @Nullable BookOrigin book;
  }

  @Mixin private BookForm form;

  @Option(
      names = "--page",
      paramLabel = "URL",
      description = "The page's address (default: https://ISSUER/verify).")
  private @Nullable String page;

  @ArgGroup private @Nullable Target target;

  private static final class Target {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "A new file for the links, for its owner alone (default: standard output).")
    private @Nullable Path out;

    @Option(
        names = "--proofs",
        paramLabel = "DIR",
        description =
            "Write account proofs of this epoch to a new folder instead, and which is whose to"
                + " its index.csv.")
    private @Nullable Path proofs;
  }

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description = "The epoch's attestation, which proofs then name.")
  private @Nullable Path bundle;

  @Option(
      names = "--self-contained",
      description = "Put the bundle into every proof, so that one file verifies by itself.")
  private boolean selfContained;

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean asProofs = target != null && target.proofs != null;
    if ((bundle != null && !asProofs) || (selfContained && bundle == null)) {
      throw new UserError(
          "--bundle goes with --proofs, and --self-contained with --bundle",
          "solvent links --help shows examples");
    }
    try (Handouts handouts = epoch.open(err())) {
      if (target != null && target.proofs != null) {
        return proofs(handouts, target.proofs);
      }
      return target != null && target.out != null
          ? linksTo(handouts, target.out)
          : links(handouts, out());
    }
  }

  private int linksTo(Handouts handouts, Path file) throws IOException, InterruptedException {
    BufferedWriter created = OwnerOnly.createText(file); // what was there before stays
    boolean whole = false;
    try (BufferedWriter out = created) {
      int code = links(handouts, out);
      out.flush();
      whole = true;
      return code;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  private int links(Handouts handouts, Appendable to) throws IOException, InterruptedException {
    String address = page == null ? verify(handouts) : page;
    LinkList list = new LinkList(handouts, address, to);
    work(handouts, 1, list, "links");
    list.requireSomeInATree();
    out().flush(); // only whole lines that are printed flush themselves
    if (list.unseen() > 0) {
      err()
          .printf(
              Locale.ROOT,
              "note: %,d of the first %,d have no balance in epoch %s%n",
              list.unseen(),
              list.lookedUp(),
              handouts.manifest().epoch());
    }
    if (target != null) {
      done("links", list.written(), String.valueOf(target.out));
    }
    return Failures.OK;
  }

  private String verify(Handouts handouts) throws IOException {
    String address =
        epoch
            .address()
            .map(URI::toString)
            .orElse("https://" + handouts.manifest().issuer().domain());
    return (address.endsWith("/") ? address : address + "/") + "verify";
  }

  private int proofs(Handouts handouts, Path folder) throws IOException, InterruptedException {
    Optional<Bundle> published =
        bundle == null ? Optional.empty() : Optional.of(BundleFile.read(bundle));
    Optional<Hash> attestation =
        published.map(of ->
            LoggedEntry.check(handouts.manifest(), of.envelope(), of.logProof()).attestation());
    try (ProofFiles files =
        new ProofFiles(
            handouts, folder, attestation, selfContained ? published : Optional.empty())) {
      work(handouts, Runtime.getRuntime().availableProcessors(), files, "account proofs");
      if (files.written() == 0) {
        throw new Refused(
            "none of these accounts has a balance in epoch " + handouts.manifest().epoch(),
            List.of(),
            LinkList.HINT);
      }
      files.commit();
      done("account proofs", files.written(), folder.toString());
    }
    return Failures.OK;
  }

  private void work(Handouts handouts, int threads, Recipients.Task task, String what)
      throws IOException, InterruptedException {
    Recipients recipients = recipients(handouts);
    ProgressLine progress = new ProgressLine(err());
    try {
      recipients.each(
          threads,
          (account, keys) -> {
            task.account(account, keys);
            progress.show(recipients.fraction(), what);
          });
    } catch (BookException e) {
      throw BookErrors.inWords(source(), e);
    } finally {
      progress.done();
    }
  }

  private BalanceSource source() throws IOException {
    return whose.book == null ? settled().source() : whose.book.source();
  }

  private BookSettings settled() throws IOException {
    return epoch
        .book()
        .orElseThrow(() -> new UserError("--all without --config, want both", "or name the book"));
  }

  private Recipients recipients(Handouts handouts) throws IOException {
    if (whose.all) {
      return new BookAccounts(
          handouts, source(), settled().options().withNegatives(Negatives.EXCLUDE));
    }
    if (whose.book != null) {
      LiabilitiesManifest manifest = handouts.manifest();
      List<Asset> assets = manifest.assets().stream().map(CommittedAsset::asset).toList();
      return new BookAccounts(handouts, source(), form.options(assets, Negatives.EXCLUDE));
    }
    return whose.file != null
        ? ListedAccounts.read(handouts, whose.file)
        : new ListedAccounts(handouts, whose.accounts);
  }

  private void done(String what, long written, String where) {
    if (json()) {
      print(new ObjectBuilder().put("file", where).put("written", written).build());
    } else {
      out().printf(Locale.ROOT, "wrote %,d %s to %s%n", written, what, where);
    }
  }
}
