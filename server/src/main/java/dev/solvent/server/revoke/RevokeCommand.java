package dev.solvent.server.revoke;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.store.Revocations;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent revoke}. */
@Command(
    name = "revoke",
    description = {
      "Revokes a customer's link from the next epoch on: for when others have seen it.",
      "Once for one epoch: a second time changes nothing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  solvent revoke --config solvent.yaml --account alice@example.com"})
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public abstract class RevokeCommand extends ResultCommand {
  @Option(
      names = "--account",
      required = true,
      paramLabel = "ID",
      converter = Converters.OfAccountId.class,
      description = "The account id, as it stands in the book.")
  private AccountId account;

  /** What a revocation is done with, while it is done. */
  public interface Work {
    int with(Revocations revocations, Epoch next) throws IOException;
  }

  /** Opens the store, and finds the first epoch that is not begun. */
  protected abstract int run(Work work) throws IOException;

  @Override
  public final Integer call() throws IOException {
    return run(this::revoke);
  }

  private int revoke(Revocations revocations, Epoch next) throws IOException {
    int generation = revocations.revoke(account, next);
    if (json()) {
      print(
          new ObjectBuilder()
              .put("fromEpoch", next.number())
              .put("generation", (long) generation)
              .build());
    } else {
      out().println("revoked from epoch " + next + " on, generation " + generation);
      out().println("  until then the old link works, and it opens the epochs before for ever");
      out().println("  from then on it opens nothing: give the customer a new one, by then");
      out().println("  the new link opens nothing before that epoch: keep account proofs of those");
      out().println("  an id that stands in no book is revoked as well: look at its spelling");
    }
    return Failures.OK;
  }
}
