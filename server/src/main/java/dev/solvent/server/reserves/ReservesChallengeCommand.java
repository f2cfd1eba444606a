package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.Standing;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.config.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent reserves challenge}. */
@Command(
    name = "challenge",
    description = {
      "Writes what accounts have to sign, and prints it, for each that needs a fresh signature.",
      "A text that was asked for before stays as long as a signature over it would serve."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnConfiguration.EXIT_CODES,
      "",
      "Examples:",
      "  solvent reserves challenge --config solvent.yaml --checkpoint checkpoint-6 \\",
      "      --expires 2027-09-01T00:00:00Z",
      "  cast wallet sign --ledger \"$(cat ownership/eip155_1_0x….challenge.txt)\" > signature.txt",
      "  solvent reserves import --config solvent.yaml --account eip155:1:0x… \\",
      "      --signature signature.txt"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class ReservesChallengeCommand extends OnConfiguration {
  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FILE",
      description =
          "The newest checkpoint, as the log published it. Repeat for those that present signatures"
              + " name, or their accounts have to sign again.")
  private List<Path> checkpoints;

  @Option(
      names = "--expires",
      required = true,
      paramLabel = "TIME",
      converter = Converters.OfTimestamp.class,
      description = "Until when the signatures shall hold, such as 2027-09-01T00:00:00Z.")
  private Timestamp expires;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      converter = Converters.OfAccountRef.class,
      description = "Only this account, by its CAIP-10 id. Repeat for each.")
  private List<AccountRef> named = List.of();

  @Option(
      names = "--block",
      paramLabel = "BLOCK",
      converter = Converters.OfBlockRef.class,
      description =
          "The block that the texts name, as \"eip155:1 0x…\" (default: the newest final block of"
              + " each account's chain).")
  private @Nullable BlockRef block;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      defaultValue = "14d",
      converter = Times.class,
      description = "A signature that ends within this time is asked for anew (default: 14d).")
  private Duration within = Duration.ZERO;

  /** What one account has to sign, and why. */
  private record Asked(OwnershipChallenge challenge, Path file, String why) {}

  @Override
  int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException {
    Set<CheckpointRef> known = CheckpointFiles.read(checkpoints, configuration.logOrigin());
    Desk desk = new Desk(configuration);
    SortedSet<AccountRef> accounts = desk.accounts(named);
    desk.confirmFiles(accounts);
    if (block != null) {
      desk.confirmed(block);
    }
    List<Asked> asked = new ArrayList<>();
    for (AccountRef account : accounts) {
      BlockRef bound = block == null ? desk.pin(account.chain()).header().block().ref() : block;
      OwnershipTerms terms = desk.terms(known, within);
      if (desk.folder().standing(account, terms) instanceof Standing.Due due
          && !desk.isContracts(account, terms)) {
        asked.add(ask(desk, account, terms, CheckpointFiles.newest(known), bound, due));
      }
    }
    if (json()) {
      print(
          new ObjectBuilder()
              .put(
                  "challenges",
                  asked,
                  each ->
                      new ObjectBuilder()
                          .put("account", each.challenge().account().toString())
                          .put("file", each.file().toString())
                          .put("text", each.challenge().text())
                          .put("why", each.why())
                          .build())
              .build());
    } else {
      printForPeople(accounts.size(), asked);
    }
    return Failures.OK;
  }

  private Asked ask(
      Desk desk,
      AccountRef account,
      OwnershipTerms terms,
      CheckpointRef checkpoint,
      BlockRef bound,
      Standing.Due due)
      throws IOException {
    try {
      OwnershipChallenge challenge =
          desk.folder().challenge(account, terms, checkpoint, bound, expires);
      return new Asked(challenge, desk.folder().challengeFile(account), due.why());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          account + ": " + e.getMessage(),
          "--expires has to be later than "
              + terms.needed()
              + " (now and --within), and the block"
              + " younger than the policy's ownershipAge of "
              + terms.longestAge().toDays()
              + " days");
    }
  }

  private void printForPeople(int accounts, List<Asked> asked) {
    out().printf(Locale.ROOT, "%d of %d accounts have to sign%n", asked.size(), accounts);
    for (Asked each : asked) {
      AccountRef account = each.challenge().account();
      out().println();
      out().println(account + ": " + each.why());
      out().println("  the text to sign, whole and without a line feed at its end, is in");
      out().println("  " + each.file());
      out().println();
      each.challenge().text().lines().forEach(line -> out().println("    " + line));
      out().println();
      out()
          .println(
              "  then: solvent reserves import --config "
                  + config()
                  + " --account "
                  + account
                  + " --signature FILE");
    }
  }
}
