package dev.solvent.server.token;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiTokens;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code solvent token list}. */
@Command(
    name = "list",
    description = "Lists the tokens, the oldest first, with those that were revoked.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnTokens.EXIT_CODES,
      "",
      "Example:",
      "  solvent token list --config solvent.yaml"
    })
final class TokenListCommand extends OnTokens {
  @Override
  void run(ApiTokens tokens, Timestamp now) throws IOException {
    List<ApiToken> all = tokens.all();
    if (json()) {
      print(new ObjectBuilder().put("tokens", all, token -> json(token).build()).build());
      return;
    }
    for (ApiToken token : all) {
      String state = token.revoked().map(at -> "revoked " + at).orElse("good");
      out()
          .println(
              String.join(
                  "  ",
                  token.id(),
                  token.created().toString(),
                  state,
                  String.join(",", scopes(token)),
                  token.name()));
    }
    if (all.isEmpty()) {
      err().println("no tokens; solvent token create makes one");
    }
  }
}
