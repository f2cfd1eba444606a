package dev.solvent.verifier.trust;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.reader.Home;
import dev.solvent.verifier.reader.HomeOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify trust update}. */
@Command(
    name = "update",
    description = {
      "Follows the roots that come after the pinned one: each has to be signed by enough keys",
      "of the one before and of its own. Nothing else is ever taken."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 followed, or nothing new; 1 refused; 2 malformed file or wrong usage.",
      "",
      "Examples:",
      "  solvent-verify trust update",
      "  solvent-verify trust update exchange.example --from 3.root.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
final class UpdateCommand extends TrustAnswer {
  private static final String FORMAT = "solvent/trust-update/v1";

  @Parameters(
      arity = "0..1",
      paramLabel = "ISSUER",
      converter = Converters.OfIssuer.class,
      description = "One exchange (default: every one that is pinned).")
  private @Nullable Issuer issuer;

  @Option(
      names = "--from",
      paramLabel = "URL|FOLDER|FILE",
      description = "Where later roots are (default: the addresses that were given to pin).")
  private @Nullable String from;

  @Mixin private HomeOption home;

  @Override
  void answer() throws IOException {
    List<Issuer> issuers = ShowCommand.issuers(home.home(), Optional.ofNullable(issuer));
    if (from != null && issuers.size() != 1) {
      throw new UserError(
          "--from for " + issuers.size() + " exchanges, want it for one", "name the exchange");
    }
    List<JsonObject> updates = new ArrayList<>();
    for (Issuer each : issuers) {
      updates.add(update(each));
    }
    if (json()) {
      print(new ObjectBuilder().put("format", FORMAT).put("issuers", updates, one -> one).build());
    }
  }

  private JsonObject update(Issuer each) throws IOException {
    Home kept = home.home();
    List<JsonObject> steps = new ArrayList<>();
    Following following = new Following(kept, places(kept, each), err());
    SignedRoot newest =
        following.follow(
            kept.roots(each).getLast(),
            (before, next) -> {
              List<String> changes = RootChanges.between(before.root(), next.root());
              steps.add(json(next, changes));
              if (!json()) {
                show(next, changes);
              }
            });
    if (steps.isEmpty() && !json()) {
      out().println(each + ": root " + newest.root().version() + " is the newest");
    }
    return new ObjectBuilder()
        .put("followed", steps, step -> step)
        .put("issuer", each.domain())
        .put("newest", newest.root().version())
        .build();
  }

  private List<String> places(Home kept, Issuer each) throws IOException {
    List<String> places = from == null ? kept.pins(each).sites() : List.of(from);
    if (places.isEmpty()) {
      throw new UserError(
          each + ": pinned from a file, so nobody knows where later roots are",
          "--from names a web address, a copied folder or a root's file");
    }
    return places;
  }

  private void show(SignedRoot next, List<String> changes) {
    out()
        .println(
            style().good("followed")
                + " "
                + next.root().issuer()
                + ", root "
                + next.root().version());
    changes.forEach(line -> out().println("  " + Shown.foreign(line)));
    if (!quiet()) {
      new RootPage(out(), style()).fingerprint(next);
    }
  }

  private static JsonObject json(SignedRoot next, List<String> changes) {
    return new ObjectBuilder()
        .put("changes", RootJson.texts(changes))
        .put("fingerprint", new Fingerprint(next.id()).words())
        .put("sha256", next.id().toString())
        .put("version", next.root().version())
        .build();
  }
}
