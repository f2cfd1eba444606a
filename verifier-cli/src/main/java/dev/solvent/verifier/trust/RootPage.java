package dev.solvent.verifier.trust;

import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import java.io.PrintWriter;
import java.util.Locale;

/** A trust root for people: whose it is, how to compare it, and whose signatures it lets count. */
final class RootPage {
  private final PrintWriter out;
  private final Style style;

  RootPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void fingerprint(SignedRoot root) {
    row("fingerprint", style.strong(new Fingerprint(root.id()).words()));
    row("sha256", root.id().toString());
  }

  void keys(TrustRoot root) {
    row("log", Shown.foreign(root.logOrigin()));
    for (NoteKey key : root.logKeys()) {
      row("log key", Shown.foreign(key.toString()));
    }
    row("next root", signers(root.rootKeys()));
    root.rootKeys().keys().forEach(this::key);
    for (Period period : root.statements()) {
      row("statements", epochs(period) + ": " + signers(period.signers()));
      period.signers().keys().forEach(this::key);
    }
    root.receiptKey().ifPresent(key -> row("receipts", idOf(key)));
  }

  private void key(VerifyingKey key) {
    row("", idOf(key));
  }

  void row(String name, String text) {
    out.println(String.format(Locale.ROOT, "  %-12s %s", name, text));
  }

  static String idOf(VerifyingKey key) {
    return "key " + key.id();
  }

  private static String signers(KeySet set) {
    return "signed by " + set.threshold() + " of " + set.keys().size();
  }

  /** The epoch is the log's index plus one: people count epochs. */
  static String epochs(Period period) {
    return period.to().isPresent()
        ? "epochs " + (period.from() + 1) + " to " + period.to().getAsLong()
        : "epoch " + (period.from() + 1) + " and later";
  }
}
