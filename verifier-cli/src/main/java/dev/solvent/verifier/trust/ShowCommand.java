package dev.solvent.verifier.trust;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.reader.Home;
import dev.solvent.verifier.reader.HomeOption;
import dev.solvent.verifier.reader.Pins;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify trust show}. */
@Command(
    name = "show",
    description = "Shows every root that you pinned, its keys, and what you saw last of its log.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Examples:", "  solvent-verify trust show", "  solvent-verify trust show --json"})
@SuppressWarnings("NullAway.Init") // picocli sets them
final class ShowCommand extends TrustAnswer {
  @Parameters(
      arity = "0..1",
      paramLabel = "ISSUER",
      converter = Converters.OfIssuer.class,
      description = "One exchange, such as exchange.example (default: all).")
  private @Nullable Issuer issuer;

  @Mixin private HomeOption home;

  @Override
  void answer() throws IOException {
    List<Issuer> issuers = issuers(home.home(), Optional.ofNullable(issuer));
    if (json()) {
      print(RootJson.of(home.home(), issuers));
      return;
    }
    if (issuers.isEmpty()) {
      out().println("no trust root is pinned; solvent-verify trust pin takes one");
    }
    for (Issuer each : issuers) {
      show(each);
    }
  }

  /** One that was named has to be pinned. */
  static List<Issuer> issuers(Home home, Optional<Issuer> named) throws IOException {
    List<Issuer> pinned = named.isPresent() ? List.of(named.get()) : home.issuers();
    for (Issuer each : pinned) {
      if (named.isPresent() && home.roots(each).isEmpty()) {
        throw new UserError(
            "no trust root of " + each + " is pinned", "solvent-verify trust pin takes one");
      }
    }
    return pinned;
  }

  private void show(Issuer each) throws IOException {
    Home kept = home.home();
    List<SignedRoot> roots = kept.roots(each);
    out().println(style().strong(each.domain()));
    RootPage page = new RootPage(out(), style());
    for (SignedRoot root : roots) {
      String how = root.equals(roots.getFirst()) ? "pinned" : "followed";
      page.row("root " + root.root().version(), how + taken(kept.pins(each), root));
    }
    page.fingerprint(roots.getLast());
    page.keys(roots.getLast().root());
    page.row("last seen", lastSeen(kept.seen(each)));
  }

  private static String taken(Pins pins, SignedRoot root) {
    return pins.of(root.id())
        .map(pin -> " " + pin.at() + " from " + Shown.foreign(String.join(" and ", pin.from())))
        .orElse(", nobody wrote down when");
  }

  private static String lastSeen(Optional<SignedCheckpoint> seen) {
    if (seen.isEmpty()) {
      return "nothing of its log yet";
    }
    Checkpoint last = seen.get().checkpoint();
    return "checkpoint of size " + last.size() + ", root " + last.root();
  }
}
