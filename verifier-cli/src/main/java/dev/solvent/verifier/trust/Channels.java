package dev.solvent.verifier.trust;

import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.verifier.source.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What makes a root worth pinning: that it came two ways, so that whoever forges one way is seen in
 * the other. A file counts as brought by the reader's own hand.
 */
final class Channels {
  private static final String WANTED =
      "name two web addresses that different people run, or give --fingerprint";

  private Channels() {}

  /** Looked at before anybody is asked. */
  static void require(List<String> given, boolean told) {
    given.stream().filter(Site::isUrl).forEach(Site::open);
    if (told) {
      return;
    }
    if (given.size() == 1 && Site.isUrl(given.getFirst())) {
      throw new UserError(
          "one web address, want two: whoever answers there could have made the root up", WANTED);
    }
    List<String> hosts = given.stream().flatMap(each -> RootSource.host(each).stream()).toList();
    if (hosts.size() == 2 && hosts.getFirst().equals(hosts.getLast())) {
      throw new UserError("two addresses of " + hosts.getFirst() + ", want two hosts", WANTED);
    }
  }

  static void requireAgreement(List<RootSource> sources, Optional<Fingerprint> told) {
    List<String> shown =
        Stream.concat(
                sources.stream().map(Channels::line),
                told.stream().map(print -> "you were told " + print.id()))
            .toList();
    long different =
        Stream.concat(
                sources.stream().map(source -> source.root().id()),
                told.stream().map(Fingerprint::id))
            .distinct()
            .count();
    if (different > 1) {
      throw new Refused(
          "the channels show different roots, want one and the same",
          shown,
          "one of them may be a version behind; otherwise somebody is lying to you, so ask a third");
    }
  }

  private static String line(RootSource source) {
    return source.name()
        + " shows root "
        + source.root().root().version()
        + " of "
        + source.root().root().issuer()
        + ", "
        + source.root().id();
  }
}
