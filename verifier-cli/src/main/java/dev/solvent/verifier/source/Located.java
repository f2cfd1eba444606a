package dev.solvent.verifier.source;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.BesideBundle;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.published.PublishedFiles;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An attestation as it was found. Nothing of it is believed.
 *
 * @param name where it was found, for messages
 * @param beside what its files name and it does not hold
 * @param site the publication that it is part of, where there is one
 */
public record Located(String name, Bundle bundle, Blobs beside, Optional<Site> site) {
  private static final Pattern IN_SITE =
      Pattern.compile("(.*?)/?attestations/([1-9][0-9]{0,15})\\.bundle\\.json");

  /**
   * Finds what the user named.
   *
   * @param given a bundle's file or address; or a publication, and then its newest attestation
   * @param epoch another one of that publication
   */
  public static Located find(String given, Optional<Epoch> epoch) throws IOException {
    if (!Site.isUrl(given) && Files.exists(Path.of(given)) && !Files.isDirectory(Path.of(given))) {
      return ofFile(Path.of(given), epoch);
    }
    Matcher bundle = IN_SITE.matcher(given);
    if (Site.isUrl(given) && bundle.matches()) {
      requireNoEpoch(epoch);
      return inItsPlace(Site.open(bundle.group(1)), epoch(bundle.group(2)));
    }
    Site site = Site.open(given);
    return inItsPlace(site, epoch.isPresent() ? epoch.get() : newest(site));
  }

  /** An attestation that the user named by its epoch has to be of that. */
  private static Located inItsPlace(Site site, Epoch epoch) throws IOException {
    Located located = of(site, epoch);
    Optional<Epoch> stated = located.stated().map(Statement::epoch);
    if (stated.isPresent() && !stated.get().equals(epoch)) {
      throw new Malformed(
          located.name(),
          new MalformedException("attestation of epoch " + stated.get() + ", want " + epoch),
          "");
    }
    return located;
  }

  private static Epoch epoch(String digits) {
    try {
      return new Epoch(Long.parseLong(digits));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "");
    }
  }

  private static Epoch newest(Site site) throws IOException {
    return site.pointer()
        .newest()
        .map(Pointer.Named::epoch)
        .orElseThrow(() -> new UserError(site.name() + ": no attestation yet, want the first", ""));
  }

  /** One attestation of a publication. */
  public static Located of(Site site, Epoch epoch) throws IOException {
    String path = PublishedPath.bundle(epoch);
    String name = site.name() + "/" + path;
    byte[] bytes =
        site.read(path, Bundle.LIMITS.maxBytes())
            .orElseThrow(() ->
                new UserError(name + " is not published", "which epochs there are, history says"));
    return parse(name, bytes, site, Optional.of(site));
  }

  private static Located ofFile(Path file, Optional<Epoch> epoch) throws IOException {
    requireNoEpoch(epoch);
    byte[] bytes = FolderSite.readFile(file, Bundle.LIMITS.maxBytes());
    FolderSite around = around(file);
    return parse(file.toString(), bytes, around, publication(around));
  }

  /**
   * The bundle that a file of another format brings inside, with what lies beside that file, if it
   * lies anywhere.
   */
  public static Located inside(Optional<Path> file, String name, Bundle bundle) throws IOException {
    if (file.isEmpty()) {
      return new Located(name, bundle, Blobs.of(List.of()), Optional.empty());
    }
    FolderSite around = around(file.get());
    return new Located(name, bundle, beside(around, bundle), publication(around));
  }

  /**
   * The folder that a file's neighbours are looked for in: the top, where it is a publication's.
   */
  private static FolderSite around(Path file) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    return new FolderSite(folder.endsWith("attestations") ? folder.resolveSibling("") : folder);
  }

  private static Optional<Site> publication(FolderSite around) throws IOException {
    boolean published = around.read(PublishedPath.POINTER, Pointer.LIMITS.maxBytes()).isPresent();
    return published ? Optional.of(around) : Optional.empty();
  }

  private static void requireNoEpoch(Optional<Epoch> epoch) {
    if (epoch.isPresent()) {
      throw new UserError("--epoch beside one bundle, want a publication", "leave --epoch out");
    }
  }

  private static Located parse(String name, byte[] bytes, PublishedFiles files, Optional<Site> site)
      throws IOException {
    try {
      Bundle bundle = Bundle.parse(bytes);
      return new Located(name, bundle, beside(files, bundle), site);
    } catch (MalformedException e) {
      throw new Malformed(name, e, "");
    }
  }

  /** What cannot be read is not there: the verification misses it, and says so. */
  private static Blobs beside(PublishedFiles files, Bundle bundle) throws IOException {
    try {
      return BesideBundle.read(files, bundle, Statement.parse(bundle.envelope().payload()));
    } catch (MalformedException e) {
      return Blobs.of(List.of());
    }
  }

  /** Whose attestation it says it is: to look for the trust root of that issuer, and no more. */
  public Optional<Statement> stated() {
    try {
      return Optional.of(Statement.parse(bundle.envelope().payload()));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** The same, with another bundle of the same attestation. */
  public Located with(Bundle other) {
    return new Located(name, other, beside, site);
  }
}
