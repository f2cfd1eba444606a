package dev.solvent.server.token;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiTokens;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What the commands share. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options and the parent
abstract class OnTokens extends ResultCommand {
  static final String EXIT_CODES = "Exit codes: 0 done, 2 wrong input or usage.";

  @ParentCommand private TokenCommand parent;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  abstract void run(ApiTokens tokens, Timestamp now) throws IOException;

  @Override
  public final Integer call() throws IOException {
    Timestamp now = new Timestamp(parent.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    try (Store store = parent.stores().open(config)) {
      run(store.tokens(), now);
    }
    return Failures.OK;
  }

  static List<String> scopes(ApiToken token) {
    return token.scopes().stream()
        .sorted()
        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Without what only its bearer has. */
  static ObjectBuilder json(ApiToken token) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("created", token.created().toString())
            .put("id", token.id())
            .put("name", token.name())
            .put(
                "scopes",
                new JsonArray(List.copyOf(scopes(token).stream().map(JsonText::new).toList())));
    token.revoked().ifPresent(at -> json.put("revoked", at.toString()));
    return json;
  }
}
