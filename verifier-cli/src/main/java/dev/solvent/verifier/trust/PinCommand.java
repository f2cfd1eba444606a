package dev.solvent.verifier.trust;

import dev.solvent.attest.program.Refused;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.reader.Home;
import dev.solvent.verifier.reader.HomeOption;
import dev.solvent.verifier.reader.Pins.Pin;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code solvent-verify trust pin}. */
@Command(
    name = "pin",
    description = {
      "Pins an exchange's trust root: a file that you have from it, two web addresses on",
      "different hosts that agree, or one of these and the fingerprint as you were told it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 pinned, 1 refused, 2 malformed file or wrong usage.",
      "",
      "Examples:",
      "  solvent-verify trust pin exchange.root.json",
      "  solvent-verify trust pin https://exchange.example https://mirror.example.net",
      "  solvent-verify trust pin https://exchange.example --fingerprint 0a8a44a8…"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
final class PinCommand extends TrustAnswer {
  @Parameters(
      arity = "1..2",
      paramLabel = "FILE|URL",
      description = "A root's file or its address, or a publication, whose newest root is taken.")
  private List<String> given;

  @Option(
      names = "--fingerprint",
      paramLabel = "HEX|WORDS",
      converter = OfFingerprint.class,
      description = "The root's fingerprint, as it was printed or told to you elsewhere.")
  private @Nullable Fingerprint told;

  @Option(
      names = "--replace",
      description = "Take it in the place of another root of this exchange that is pinned.")
  private boolean replace;

  @Mixin private HomeOption home;

  static final class OfFingerprint implements ITypeConverter<Fingerprint> {
    @Override
    public Fingerprint convert(String text) {
      try {
        return Fingerprint.parse(text);
      } catch (MalformedException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  void answer() throws IOException {
    Channels.require(given, told != null);
    List<RootSource> sources = new ArrayList<>();
    for (String each : given) {
      sources.add(RootSource.open(each));
    }
    Channels.requireAgreement(sources, Optional.ofNullable(told));
    SignedRoot root = sources.getFirst().root();
    boolean known = keep(home.home(), root, sources);
    if (json()) {
      print(RootJson.of(home.home(), List.of(root.root().issuer())));
    } else {
      show(root, known);
    }
    if (given.size() == 1 && told == null) {
      err()
          .println(
              "warning: one file, compared with nothing. Before you rely on it, compare its "
                  + "fingerprint with one that the exchange prints or reads out to you");
    }
  }

  /** Whether it was pinned already. */
  private boolean keep(Home kept, SignedRoot root, List<RootSource> sources) throws IOException {
    Issuer issuer = root.root().issuer();
    List<SignedRoot> roots = kept.roots(issuer);
    if (roots.stream().anyMatch(each -> each.id().equals(root.id()))) {
      return true;
    }
    if (!roots.isEmpty()) {
      requireReplace(roots.getLast(), root);
      kept.unpin(issuer);
    }
    List<String> from = sources.stream().map(RootSource::name).toList();
    List<String> sites = sources.stream().flatMap(source -> source.site().stream()).toList();
    kept.pin(root, new Pin(now(), from, root.id(), root.root().version()), sites);
    return false;
  }

  static Timestamp now() {
    return new Timestamp(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private void requireReplace(SignedRoot pinned, SignedRoot root) {
    long was = pinned.root().version();
    long is = root.root().version();
    String other =
        "root "
            + is
            + " of "
            + root.root().issuer()
            + (is == was ? " is another than the one" : is < was ? " is older than " + was : "")
            + (is > was ? " is newer than " + was : "")
            + ", which is pinned";
    if (!replace) {
      throw new Refused(
          other,
          List.of(
              "pinned  " + new Fingerprint(pinned.id()).words(),
              "shown   " + new Fingerprint(root.id()).words()),
          is > was
              ? "solvent-verify trust update follows it, if the roots between them are signed"
              : "ask the exchange why; --replace gives up the pinned one for it");
    }
    err()
        .println(
            "warning: "
                + other
                + ", and takes its place. What was seen of the log is kept, and has to agree with it");
  }

  private void show(SignedRoot root, boolean known) {
    out()
        .println(
            style().good(known ? "pinned already" : "pinned")
                + " "
                + root.root().issuer()
                + ", root "
                + root.root().version());
    if (quiet()) {
      return;
    }
    RootPage page = new RootPage(out(), style());
    page.fingerprint(root);
    page.keys(root.root());
    out()
        .println(
            "From now on these keys alone speak for "
                + root.root().issuer()
                + ": what others sign in its name fails.");
    out().println("A later root is taken only where this one's keys signed it: trust update.");
  }
}
