package dev.solvent.server.setup;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code solvent init}. */
@Command(
    name = "init",
    description = {
      "Makes an exchange's folder: settings, policy, keys, database, log and first trust root.",
      "The folder is absent or whole, and one that exists is refused."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The passwords of the keys are made too, and lie in secrets/. keys/root.p12 and its password"
          + " are needed to change keys and for nothing else: keep them off this machine.",
      "",
      "Example:",
      "  solvent init exchange --issuer exchange.example --address https://por.exchange.example \\",
      "      --asset BTC:8 --asset ETH:18 \\",
      "      --witness https://w1.example=w1.example+1e2d3c4b+BA… --observer alpha=MCowBQYDK2Vw…"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class InitCommand extends ResultCommand {
  @Parameters(paramLabel = "DIR", description = "The folder to make.")
  private Path folder;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "DOMAIN",
      converter = Converters.OfIssuer.class,
      description = "Who owes, such as exchange.example.")
  private Issuer issuer;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description = "Where customers will find this (default: https://DOMAIN).")
  private @Nullable URI address;

  @Option(
      names = "--asset",
      required = true,
      paramLabel = "NAME:DECIMALS",
      converter = Converters.OfAsset.class,
      description = "What is owed. Repeat for each.")
  private List<Asset> assets;

  @Option(
      names = "--witness",
      paramLabel = "URL=KEY",
      converter = OfWitness.class,
      description =
          "A witness and its key, as solvent witness prints it. Repeat for each; more than half of"
              + " them will have to cosign.")
  private List<NewExchange.Named> witnesses = List.of();

  @Option(
      names = "--observer",
      paramLabel = "NAME=KEY",
      converter = OfObserver.class,
      description =
          "An observer and its public key in base64, as solvent keys show prints it. Repeat.")
  private List<NamedKey> observers = List.of();

  @ArgGroup(exclusive = false)
  private @Nullable Database database;

  private static final class Database {
    @Option(
        names = "--database",
        required = true,
        paramLabel = "URL",
        description = "A PostgreSQL instead of a file: jdbc:postgresql://HOST/DATABASE, empty.")
    private String url;

    @Option(
        names = "--database-user",
        required = true,
        paramLabel = "NAME",
        description = "The database's user.")
    private String user;

    @Option(
        names = "--database-password-file",
        paramLabel = "FILE",
        description = "The file with the user's password, where one is needed.")
    private @Nullable Path password;

    NewExchange.Postgres place() {
      return new NewExchange.Postgres(url, user, Optional.ofNullable(password));
    }
  }

  private static final class OfWitness implements ITypeConverter<NewExchange.Named> {
    @Override
    public NewExchange.Named convert(String text) {
      int at = text.indexOf('=');
      try {
        NoteKey key = NoteKey.parse(text.substring(at + 1));
        if (key.type() != KeyType.COSIGNATURE) {
          throw new MalformedException("a log's key, want a witness's, the line \"as witness\"");
        }
        return new NewExchange.Named(URI.create(text.substring(0, Math.max(at, 0))), key);
      } catch (MalformedException | IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage() + ", want URL=KEY");
      }
    }
  }

  private static final class OfObserver implements ITypeConverter<NamedKey> {
    @Override
    public NamedKey convert(String text) {
      int at = text.indexOf('=');
      try {
        return new NamedKey(
            text.substring(0, Math.max(at, 0)),
            VerifyingKey.ofSpki(Base64Text.decode(text.substring(at + 1))));
      } catch (MalformedException | IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage() + ", want NAME=KEY");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    URI where = address == null ? URI.create("https://" + issuer.domain()) : address;
    NewExchange.Made made =
        new NewExchange(
                issuer,
                where,
                assets,
                witnesses,
                observers,
                Optional.ofNullable(database).map(Database::place))
            .make(folder);
    if (json()) {
      print(
          new ObjectBuilder()
              .put("folder", folder.toString())
              .put("issuer", issuer.domain())
              .put("logKey", made.logKey().toString())
              .put("trustRoot", made.trustRoot().toString())
              .build());
      return Failures.OK;
    }
    out().println("made " + folder);
    out().println("  log        " + made.logKey());
    out().println("  trust root " + made.trustRoot());
    out().println("next:");
    for (String line : next()) {
      out().println("  " + line);
    }
    return Failures.OK;
  }

  private List<String> next() {
    List<String> lines = new ArrayList<>();
    lines.add("move keys/root.p12 and secrets/root.password off this machine");
    lines.add("keep a copy of secrets/ and keys/: without the master secret no link works");
    if (witnesses.isEmpty()) {
      lines.add(
          "name your witnesses in witnesses.policy and policy.json, and give them the log's key");
    }
    lines.add(
        "say in solvent.yaml where balances come from, which nodes are asked and what is held");
    lines.add("solvent doctor --config " + folder.resolve("solvent.yaml"));
    return lines;
  }
}
