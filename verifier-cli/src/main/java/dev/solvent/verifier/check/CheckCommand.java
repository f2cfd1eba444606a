package dev.solvent.verifier.check;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.merkle.Epoch;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Site;
import dev.solvent.verifier.source.WebSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify check}. */
@Command(
    name = "check",
    description = {
      "Checks that what an exchange owes you is counted.",
      "You have an account proof or a receipt of it, in a file, or an account link."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "A link opens every epoch: all since the last that was accepted with it on this",
      "machine have to count you; the first time, as far back as you are counted.",
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED or wrong usage, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify check 7.proof.json",
      "  solvent-verify check --attestation https://exchange.example 7.proof.json",
      "  solvent-verify check --expect BTC=0.42 --expect ETH=1.5 7.proof.json",
      "  solvent-verify check                          asks for the link",
      "  solvent-verify check --save mine.json link.txt"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class CheckCommand extends VerifierCommand {
  @Parameters(
      paramLabel = "FILE|LINK",
      arity = "0..*",
      description =
          "An account proof, a receipt, or a file with an account link; - reads it from standard "
              + "input. Without it the link is asked for.")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--attestation",
      paramLabel = "FILE|URL",
      description =
          "The bundle, or the publication, that an account proof is of (default: the one that it "
              + "brings, else one beside it).")
  private @Nullable String attestation;

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "What the exchange signed for you beside the account proof.")
  private @Nullable Path receipt;

  @Option(
      names = "--expect",
      paramLabel = "ASSET=COINS",
      converter = Converters.OfExpectedBalance.class,
      description = "BTC=0.42: a balance that you know you have. May be given again.")
  private List<ExpectedBalance> expected = new ArrayList<>();

  @Option(
      names = "--site",
      paramLabel = "URL|FOLDER",
      description = "Of a link: where to look, in the place of its own address.")
  private @Nullable String site;

  @Option(
      names = "--since",
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "Of a link: every epoch from this one on has to count you.")
  private @Nullable Epoch since;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "Of a link: this epoch alone.")
  private @Nullable Epoch epoch;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Keep the account proof with all that it rests on, for yourself alone.")
  private @Nullable Path save;

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException {
    if (save != null && Files.exists(save)) {
      throw new UserError(save + ": exists already", "--save names a new file");
    }
    return switch (new GivenReader(err()).read(given)) {
      case Given.OfOneEpoch one -> check(one);
      case Given.Link link -> check(link);
    };
  }

  private int check(Given.OfOneEpoch one) throws IOException {
    if (site != null || since != null || epoch != null) {
      throw new UserError(
          (site != null ? "--site" : since != null ? "--since" : "--epoch")
              + " beside "
              + one.name()
              + ", want a link",
          "an account proof is of its own epoch; --attestation says where that is");
    }
    Checked checked =
        new FileCheck(
                options, Optional.ofNullable(attestation), Optional.ofNullable(receipt), expected)
            .check(one);
    if (json()) {
      print(CustomerJson.of(checked));
    } else {
      CustomerPage page = page();
      page.headline(checked);
      if (!quiet()) {
        page.body(checked);
      }
    }
    keep(checked);
    return checked.verdict().exitCode();
  }

  private int check(Given.Link link) throws IOException {
    if (attestation != null || receipt != null) {
      throw new UserError(
          (receipt != null ? "--receipt" : "--attestation")
              + " beside a link, want an account proof",
          "a link finds its attestations itself; --site says where");
    }
    if (since != null && epoch != null) {
      throw new UserError("--since beside --epoch, want one of them", "");
    }
    ProgressLine line = new ProgressLine(err());
    LinkCheck check = linkCheck(link, line);
    LinkChecked checked =
        epoch != null
            ? check.alone(epoch, expected)
            : check.all(Optional.ofNullable(since), expected);
    line.done();
    if (json()) {
      print(CustomerJson.of(checked));
    } else {
      CustomerPage page = page();
      page.headline(checked);
      if (!quiet()) {
        page.body(checked);
      }
    }
    keep(checked.newest());
    return checked.verdict().exitCode();
  }

  private LinkCheck linkCheck(Given.Link link, ProgressLine line) {
    Optional<String> own = link.address().map(CheckCommand::top);
    String files =
        Optional.ofNullable(site)
            .or(() -> own)
            .orElseThrow(() ->
                new UserError("a link without its address", "--site names that of the exchange"));
    String service = Site.isUrl(files) ? files : own.orElse(files);
    if (!(Site.open(service) instanceof WebSite proofs)) {
      throw new UserError(
          files + ": a folder, which hands out no proofs, and the link has no address",
          "give the whole link, or --site with the exchange's address");
    }
    return new LinkCheck(
        options,
        Site.open(files),
        new ProofService(proofs),
        link.link(),
        (at, newest) -> {
          if (!quiet()) {
            line.show(1 - (double) at.number() / newest.number(), "epoch " + at);
          }
        });
  }

  /** The page of a link lies at the top of what the exchange publishes. */
  private static String top(String page) {
    int query = page.indexOf('?');
    String path = query < 0 ? page : page.substring(0, query);
    int host = path.indexOf("://") + 3;
    int last = path.lastIndexOf('/');
    return last > host ? path.substring(0, last + 1) : path;
  }

  private CustomerPage page() {
    return new CustomerPage(out(), style(), verbose(), !expected.isEmpty());
  }

  private void keep(Checked checked) throws IOException {
    if (save == null) {
      return;
    }
    Optional<AccountProof> whole = checked.wholeProof();
    if (whole.isEmpty()) {
      err().println("warning: " + save + " was not written: there is no account proof to keep");
      return;
    }
    WholeFile.writePrivate(save, whole.get().toBytes());
    if (!quiet()) {
      err().println("saved " + save + ", which shows your balances: keep it to yourself");
    }
  }
}
