package dev.solvent.verifier.trust;

import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Hash;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.reader.Home;
import dev.solvent.verifier.reader.Pins.Pin;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Follows the roots of one issuer, one at a time, as far as the places show and the keys allow. */
final class Following {
  private static final int MOST = 1_000;

  private interface Place {
    Optional<SignedRoot> root(long version) throws IOException;
  }

  private final Home home;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final PrintWriter err;

  /** The root of a file that was given. */
  private Optional<SignedRoot> single = Optional.empty();

  Following(Home home, List<String> given, PrintWriter err) throws IOException {
    this.home = home;
    this.err = err;
    for (String each : given) {
      places.put(each, place(each));
    }
  }

  private Place place(String given) throws IOException {
    if (RootSource.isOneFile(given)) {
      SignedRoot only = RootSource.read(given);
      single = Optional.of(only);
      return version -> only.root().version() == version ? Optional.of(only) : Optional.empty();
    }
    Site site = Site.open(given);
    return version -> RootSource.published(site, version);
  }

  /**
   * The newest root that may be trusted after this one; each is kept before the next is asked for.
   *
   * @param told of each, with the one before
   */
  SignedRoot follow(SignedRoot trusted, BiConsumer<SignedRoot, SignedRoot> told)
      throws IOException {
    requireSame(trusted);
    SignedRoot newest = trusted;
    for (int i = 0; i < MOST; i++) {
      Map<String, SignedRoot> shown = ask(newest.root().version() + 1);
      if (shown.isEmpty()) {
        requireNoGap(newest);
        return newest;
      }
      SignedRoot next = theOne(shown);
      requireFollows(newest, next, shown);
      home.follow(
          next,
          new Pin(PinCommand.now(), List.copyOf(shown.keySet()), next.id(), next.root().version()));
      told.accept(newest, next);
      newest = next;
    }
    return newest;
  }

  private void requireNoGap(SignedRoot newest) {
    long after = newest.root().version();
    if (single.isPresent() && single.get().root().version() > after) {
      throw refused(
          "root " + single.get().root().version() + ", want root " + (after + 1) + " before it",
          Map.of("the file", single.get()));
    }
  }

  /** A place that shows another root of the very version that is trusted has two histories. */
  private void requireSame(SignedRoot trusted) throws IOException {
    for (Map.Entry<String, SignedRoot> each : ask(trusted.root().version()).entrySet()) {
      if (!each.getValue().id().equals(trusted.id())) {
        throw refused(
            each.getKey() + " shows another root " + trusted.root().version() + " than is trusted",
            Map.of(each.getKey(), each.getValue()));
      }
    }
  }

  private static SignedRoot theOne(Map<String, SignedRoot> shown) {
    List<Hash> ids = shown.values().stream().map(SignedRoot::id).distinct().toList();
    if (ids.size() > 1) {
      throw refused("the places show different roots, want one and the same", shown);
    }
    return shown.values().iterator().next();
  }

  private static void requireFollows(
      SignedRoot before, SignedRoot next, Map<String, SignedRoot> shown) {
    Optional<String> refusal = next.refusalAfter(before.root());
    if (refusal.isPresent()) {
      throw refused("root " + next.root().version() + " does not follow: " + refusal.get(), shown);
    }
  }

  private static Refused refused(String what, Map<String, SignedRoot> shown) {
    List<String> lines =
        shown.entrySet().stream()
            .map(each -> each.getKey() + " shows " + each.getValue().id())
            .collect(Collectors.toList());
    return new Refused(
        what, lines, "the root before stays the trusted one; ask the exchange, by another channel");
  }

  /** What each place shows; one that does not answer is no reason to leave out the others. */
  private Map<String, SignedRoot> ask(long version) throws IOException {
    Map<String, SignedRoot> shown = new LinkedHashMap<>();
    IOException silent = null;
    int answered = 0;
    for (Map.Entry<String, Place> place : places.entrySet()) {
      try {
        place.getValue().root(version).ifPresent(root -> shown.put(place.getKey(), root));
        answered++;
      } catch (IOException e) {
        silent = e;
        err.println("warning: " + Shown.foreign(FileErrors.inWords(e)));
      }
    }
    if (answered == 0 && silent != null) {
      throw silent;
    }
    return shown;
  }
}
