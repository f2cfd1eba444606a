package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.Standing;
import dev.solvent.chain.reading.UnreadableException;
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
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent reserves status}. */
@Command(
    name = "status",
    description = {
      "Shows until when the accounts' signatures hold, and which accounts have to sign.",
      "A signature counts where its block is the chain's and its checkpoint is the log's."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnConfiguration.EXIT_CODES,
      "",
      "Example:",
      "  solvent reserves status --config solvent.yaml --checkpoint checkpoint-6 --within 30d"
    })
final class ReservesStatusCommand extends OnConfiguration {
  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "A checkpoint as the log published it, which signatures name. Repeat for each; without"
              + " any, those that the signatures name are taken for the log's.")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--within",
      paramLabel = "TIME",
      defaultValue = "14d",
      converter = Times.class,
      description = "A signature that ends within this time counts as due (default: 14d).")
  private Duration within = Duration.ZERO;

  @Override
  int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException {
    Desk desk = new Desk(configuration);
    desk.confirmFiles(desk.accounts());
    Set<CheckpointRef> known =
        checkpoints.isEmpty()
            ? desk.folder().named(desk.accounts()).checkpoints()
            : CheckpointFiles.read(checkpoints, configuration.logOrigin());
    OwnershipTerms terms = desk.terms(known, within);
    SortedMap<AccountRef, Standing> standings = new TreeMap<>();
    List<AccountRef> contracts = new ArrayList<>();
    for (AccountRef account : desk.accounts()) {
      if (desk.isContracts(account, terms)) {
        contracts.add(account);
      } else {
        standings.put(account, desk.folder().standing(account, terms));
      }
    }
    List<Path> foreign = desk.folder().foreign(desk.accounts());
    if (json()) {
      print(
          new ObjectBuilder()
              .put(
                  "accounts",
                  List.copyOf(standings.keySet()),
                  account ->
                      toJson(account, standings.getOrDefault(account, new Standing.Missing())))
              .put("asOf", desk.now().toString())
              .put(
                  "contracts",
                  contracts,
                  account -> new ObjectBuilder().put("account", account.toString()).build())
              .put(
                  "foreign",
                  foreign,
                  file -> new ObjectBuilder().put("file", file.toString()).build())
              .build());
    } else {
      printForPeople(desk, standings, contracts, foreign);
    }
    return Failures.OK;
  }

  private void printForPeople(
      Desk desk,
      SortedMap<AccountRef, Standing> standings,
      List<AccountRef> contracts,
      List<Path> foreign) {
    long due = standings.values().stream().filter(Standing.Due.class::isInstance).count();
    out()
        .printf(
            Locale.ROOT,
            "%d accounts as of %s, %d have to sign%n",
            standings.size() + contracts.size(),
            desk.now(),
            due);
    standings.forEach((account, standing) -> {
      standing
          .serving()
          .ifPresent(serving ->
              out()
                  .println(
                      "  signed     "
                          + account
                          + " until "
                          + serving.until()
                          + ", "
                          + serving.age().toDays()
                          + " days old, by "
                          + String.join(", ", serving.by())));
      if (standing instanceof Standing.Due sign) {
        out().println("  has to sign " + account + ": " + sign.why());
      }
    });
    contracts.forEach(
        account -> out().println("  contract   " + account + ": it is asked at each reading"));
    foreign.forEach(file -> out().println("  of no account of the reserves: " + file));
    if (due > 0) {
      out().println("solvent reserves challenge --config " + config() + " … prints what to sign");
    }
  }

  private static JsonObject toJson(AccountRef account, Standing standing) {
    ObjectBuilder json = new ObjectBuilder().put("account", account.toString());
    standing
        .serving()
        .ifPresent(serving ->
            json.put("ageSeconds", serving.age().toSeconds())
                .put("until", serving.until().toString()));
    if (standing instanceof Standing.Due due) {
      json.put("due", due.why());
    }
    return json.build();
  }
}
