package dev.solvent.server.token;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.ApiTokens;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent token create}. */
@Command(
    name = "create",
    description = {
      "Makes a token and prints it, once: the store keeps its hash alone.",
      "Who has it may do what its scopes say, until it is revoked."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnTokens.EXIT_CODES,
      "",
      "Example:",
      "  (umask 077; solvent token create --config solvent.yaml --name \"the app\" --scope links > app.token)"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TokenCreateCommand extends OnTokens {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "WORDS",
      description = "Whose it is, for people.")
  private String name;

  @Option(
      names = "--scope",
      required = true,
      split = ",",
      paramLabel = "SCOPE",
      description =
          "What it is good for: status (how publishing goes), trigger (publish now), links (a"
              + " customer's link), receipts (a customer's receipt). Repeat, or part by commas.")
  private Set<Scope> scopes = EnumSet.noneOf(Scope.class);

  @Override
  void run(ApiTokens tokens, Timestamp now) throws IOException {
    NewToken made = make(now);
    tokens.add(made.kept(), made.text().hash());
    if (json()) {
      print(json(made.kept()).put("token", made.text().exposeText()).build());
      return;
    }
    out().println(made.text().exposeText());
    err()
        .println(
            "token "
                + (made.kept().id() + " (" + made.kept().name() + ") is good for ")
                + String.join(", ", scopes(made.kept())));
    err().println("it is shown this once; keep it where only its bearer can read it");
  }

  private NewToken make(Timestamp now) {
    try {
      return NewToken.make(new SecureRandom(), name, scopes, now);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.valueOf(e.getMessage()), "the name is for people who read the list");
    }
  }
}
