package dev.solvent.server.token;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiTokens;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code solvent token revoke}. */
@Command(
    name = "revoke",
    description = "Takes a token back, for good. A running service knows it at once.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnTokens.EXIT_CODES,
      "",
      "Example:",
      "  solvent token revoke --config solvent.yaml 5f0c2a91d3"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required parameter
final class TokenRevokeCommand extends OnTokens {
  @Parameters(paramLabel = "ID", description = "Its id, as the list has it; not the token itself.")
  private String id;

  @Override
  void run(ApiTokens tokens, Timestamp now) throws IOException {
    boolean revoked = tokens.revoke(id, now);
    Optional<ApiToken> token = tokens.all().stream().filter(one -> one.id().equals(id)).findFirst();
    if (token.isEmpty()) { // what was given may be the token, so it is not repeated
      throw new UserError("no token of that id", "solvent token list shows the ids");
    }
    if (json()) {
      print(
          new ObjectBuilder()
              .put("changed", revoked)
              .put("token", json(token.get()).build())
              .build());
      return;
    }
    Timestamp at = token.get().revoked().orElse(now);
    out()
        .println(
            "token "
                + token.get().id()
                + (revoked ? " is revoked" : " was revoked before, at " + at));
  }
}
