package dev.solvent.verifier.audit;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.verifier.audit.diagnosis.Cause;
import dev.solvent.verifier.audit.ledger.Difference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What was found, in plain words: the same on the page and in JSON. */
final class Sentences {
  private static final String ASK =
      "compare with the exchange's own ledger (--book), or with what customers hold (--proofs)";

  private Sentences() {}

  static String coins(Asset asset, Amount amount) {
    return amount.toDecimal(asset.decimals()) + " " + asset.ticker();
  }

  /** Attested less rebuilt, in units. */
  static BigInteger difference(Commitment attested, Commitment rebuilt) {
    return attested.total().toBigInteger().subtract(rebuilt.total().toBigInteger());
  }

  static String signedCoins(Asset asset, BigInteger units) {
    if (units.signum() == 0) {
      return "0";
    }
    String coins = new BigDecimal(units, asset.decimals()).toPlainString();
    return units.signum() > 0 ? "+" + coins : coins;
  }

  /** Why a tree is not the attested one; nothing where it is. */
  static List<String> of(TreeLine line) {
    if (line.isSame()) {
      return List.of();
    }
    Optional<Commitment> rebuilt = line.recomputed();
    if (rebuilt.isEmpty()) {
      return List.of("the kit has no tree of it, and it is attested");
    }
    if (line.attested().isEmpty()) {
      return List.of("the kit has a tree of it, and it is not attested");
    }
    return line.cause()
        .map(cause -> of(line.asset(), line.attested().get(), rebuilt.get(), cause))
        .orElse(List.of());
  }

  private static List<String> of(
      Asset asset, Commitment attested, Commitment rebuilt, Cause cause) {
    return switch (cause) {
      case Cause.Altered altered ->
          List.of(
              (altered.account().isPresent()
                      ? "account \"" + altered.account().get() + "\""
                      : "a leaf that is nobody's")
                  + " has "
                  + coins(asset, altered.inKit())
                  + " in the kit and "
                  + coins(asset, altered.attested())
                  + " in the attested tree: with that one change the roots agree");
      case Cause.Dropped dropped ->
          List.of(
              "account \""
                  + dropped.account()
                  + "\" with "
                  + coins(asset, dropped.balance())
                  + " stands in the kit and not in the attested tree: without it the roots agree");
      case Cause.Unexplained none -> unexplained(asset, attested, rebuilt, none.reason());
    };
  }

  private static List<String> unexplained(
      Asset asset, Commitment attested, Commitment rebuilt, Cause.Reason reason) {
    Amount missing = amount(difference(attested, rebuilt).abs());
    return switch (reason) {
      case OTHER_HEIGHT ->
          List.of(
              "the attested tree is of height "
                  + attested.height()
                  + " and the rebuilt one of "
                  + rebuilt.height()
                  + ": other accounts, or another least height",
              ASK);
      case SAME_TOTAL ->
          List.of(
              "the totals agree and the roots do not: other accounts, keys or blanks, or balances"
                  + " that cancel out; no single balance explains it",
              ASK);
      case MORE_ATTESTED ->
          List.of(
              "no single balance of the kit explains it; if one account is missing in the kit, it"
                  + " has "
                  + coins(asset, missing)
                  + ", and its name cannot be known from the kit",
              ASK);
      case LESS_ATTESTED ->
          List.of(
              "no single account, altered or left out of the attested tree, explains it: more than"
                  + " one differs",
              ASK);
      case TOO_MANY_CANDIDATES ->
          List.of(
              "no single balance explains it; many accounts have exactly the "
                  + coins(asset, missing)
                  + " that are missing, and none of those that were tried is the one",
              ASK);
    };
  }

  private static Amount amount(BigInteger units) {
    return new Amount(units.shiftRight(64).longValue(), units.longValue());
  }

  static String of(Difference difference, String other) {
    String inKit = coins(difference.asset(), difference.inKit());
    String inOther = coins(difference.asset(), difference.inOther());
    String account = "account \"" + difference.account() + "\"";
    String line = " (line " + difference.line() + ")";
    return switch (difference.kind()) {
      case OTHER_BALANCE ->
          account + ": " + inKit + " in the kit" + line + ", " + inOther + " in " + other;
      case NOT_IN_KIT -> account + ": nothing in the kit, " + inOther + " in " + other + line;
      case NOT_IN_OTHER -> account + ": " + inKit + " in the kit" + line + ", nothing in " + other;
      case TWICE_IN_OTHER ->
          account + ": once more in " + other + ", with " + inOther + "; want each once";
    };
  }
}
