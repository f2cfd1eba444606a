package dev.solvent.server.doctor;

import dev.solvent.attest.keys.Hsm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource;
import dev.solvent.attest.program.SecretFiles;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.server.config.KeySettings;
import dev.solvent.server.config.KeySettings.Place;
import dev.solvent.server.data.TrustRoots;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the keys open, and are those that readers expect. */
final class KeysExamination implements Examination {
  private static final String ROTATE =
      "name the key that the trust root names, or solvent trust rotate makes a root that names"
          + " this one";

  private final Premises premises;
  private final List<Line> lines = new ArrayList<>();

  KeysExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "keys";
  }

  @Override
  public List<Line> look() throws IOException {
    KeySettings keys = premises.publishing().keys();
    TrustRoot root = TrustRoots.read(premises.data().publicFolder()).newest().root();
    identity(root);
    master(keys);
    statement(keys, root);
    open("log key", keys.log())
        .ifPresent(key ->
            named("log key", root.logKeys().stream().anyMatch(note -> note.key().equals(key))));
    keys.receipt()
        .flatMap(place -> open("receipt key", place))
        .ifPresent(key -> named("receipt key", root.receiptKey().equals(Optional.of(key))));
    return lines;
  }

  private void identity(TrustRoot root) {
    boolean same =
        root.issuer().equals(premises.configuration().issuer())
            && root.logOrigin().equals(premises.configuration().logOrigin());
    lines.add(
        same
            ? Line.ok("trust root", "version " + root.version() + " of " + root.issuer())
            : Line.fail(
                "trust root",
                "of "
                    + root.issuer()
                    + " with the log "
                    + root.logOrigin()
                    + ", want those of the settings",
                "are these the settings of that folder?"));
  }

  private void master(KeySettings keys) throws IOException {
    String remedy = "bring back the file; with another one no customer's link is good any more";
    try (PrintWriter none = new PrintWriter(Writer.nullWriter())) {
      MasterSecret secret = SecretFiles.read(keys.master(), MasterSecret::parse, none);
      boolean blank = secret.equals(new MasterSecret(new byte[MasterSecret.BYTES]));
      lines.add(
          blank
              ? Line.fail("master secret", keys.master() + ": nothing but zeros", remedy)
              : Line.ok("master secret", "can be read"));
    } catch (UserError e) {
      lines.add(Line.fail("master secret", String.valueOf(e.getMessage()), remedy));
    }
  }

  private void statement(KeySettings keys, TrustRoot root) {
    KeySet wanted = root.statements().getLast().signers();
    Set<VerifyingKey> ours = new HashSet<>();
    for (Place place : keys.statement()) {
      open("statement key", place).ifPresent(ours::add);
    }
    boolean asked = keys.statement().stream().anyMatch(KeysExamination::isAsked);
    ours.retainAll(new HashSet<>(wanted.keys()));
    String found = ours.size() + " of the trust root's keys opened, want " + wanted.threshold();
    if (ours.size() >= wanted.threshold()) {
      lines.add(Line.ok("statement keys", found));
    } else if (asked) {
      lines.add(
          Line.warn("statement keys", found, "the rest is asked for at a terminal when it signs"));
    } else {
      lines.add(Line.fail("statement keys", found, ROTATE));
    }
  }

  private void named(String about, boolean isNamed) {
    lines.add(
        isNamed
            ? Line.ok(about, "opens, and is the trust root's")
            : Line.fail(about, "another key than the trust root names", ROTATE));
  }

  private static boolean isAsked(Place place) {
    return switch (place) {
      case Place.InFile(_, PasswordSource password) ->
          password instanceof PasswordSource.PasswordTerminal;
      case Place.InDevice(_, _, _, PasswordSource pin) ->
          pin instanceof PasswordSource.PasswordTerminal;
    };
  }

  /** A device's PIN is tried once; nobody at a terminal is asked for anything. */
  private Optional<VerifyingKey> open(String about, Place place) {
    if (isAsked(place)) {
      lines.add(Line.warn(about, "its password is asked for at a terminal; not opened", ""));
      return Optional.empty();
    }
    try {
      return Optional.of(
          switch (place) {
            case Place.InFile(var file, var password) -> KeyFile.open(file, password).key();
            case Place.InDevice(var library, var slot, var label, var pin) -> {
              try (Hsm device = Hsm.open(library, Hsm.Slot.ofId(slot), pin)) {
                yield device.signer(label).key();
              }
            }
          });
    } catch (IOException e) {
      lines.add(
          Line.fail(
              about, String.valueOf(e.getMessage()), "solvent keys show tries a key by itself"));
      return Optional.empty();
    }
  }
}
