package dev.solvent.verifier.check;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.verifier.check.LinkChecked.Range;
import dev.solvent.verifier.cli.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a customer is told, sentence by sentence. "Counted" stands where the balance was found in
 * the total that the pinned keys signed, and nowhere else.
 */
final class Words {
  private static final int MOST_ASSETS = 8;

  private Words() {}

  /** The first line, behind the verdict; the account that it is for always stands in it. */
  static String headline(Checked checked) {
    String issuer = checked.share().issuer().domain();
    String account = Shown.foreign(checked.share().account().text());
    String owed = "what " + issuer + " owes " + account;
    return switch (checked.verdict()) {
      case VERIFIED ->
          checked.isSignedNothing()
              ? issuer + " signed that it owes " + account + " nothing"
              : owed + " is counted";
      case STALE -> owed + " is counted, in an attestation that cannot be taken for today's";
      case SHORT ->
          issuer
              + " shows reserves for less than it owes; what it owes "
              + account
              + (checked.isSignedNothing() ? " is nothing" : " is counted all the same");
      case FAILED, MALFORMED -> failed(checked, issuer, account, owed);
    };
  }

  private static String failed(Checked checked, String issuer, String account, String owed) {
    if (checked.isCounted()) {
      return "do not rely on this attestation of "
          + issuer
          + ", though what it owes "
          + account
          + " is counted in it";
    }
    if (checked.share().isCounted()) {
      return "what " + issuer + " counts for " + account + " is not what you expect";
    }
    return checked.isNothingFound()
        ? "nothing that " + issuer + " owes " + account + " is counted"
        : "it is not shown that " + owed + " is counted";
  }

  /** The first line where the newest is right and earlier ones are not. */
  static String headline(LinkChecked link) {
    List<Checked> faults = link.faults();
    String account = Shown.foreign(link.newest().share().account().text());
    String epochs = epochs(faults.stream().map(each -> each.share().epoch()).toList());
    boolean leftOut = faults.stream().allMatch(Checked::isNothingFound);
    String issuer = link.newest().share().issuer().domain();
    return leftOut
        ? issuer + " left " + account + " out of " + epochs
        : "it is not shown that " + issuer + " counted " + account + " in " + epochs;
  }

  private static String epochs(List<Epoch> epochs) {
    List<String> numbers = epochs.stream().sorted().map(Epoch::toString).toList();
    int last = numbers.size() - 1;
    return last == 0
        ? "epoch " + numbers.getFirst()
        : "epochs " + String.join(", ", numbers.subList(0, last)) + " and " + numbers.get(last);
  }

  static String balance(Share.Balance balance) {
    return coins(balance) + " " + balance.asset().ticker();
  }

  private static String coins(Share.Balance balance) {
    return balance.units().toDecimal(balance.asset().decimals());
  }

  static String countedOrNot(Share.Balance balance) {
    return balance.counted() ? "counted" : "NOT shown to be counted";
  }

  static String nothingIn(List<Asset> assets) {
    String named =
        assets.stream()
            .limit(MOST_ASSETS)
            .map(asset -> asset.ticker().text())
            .collect(Collectors.joining(", "));
    int more = assets.size() - MOST_ASSETS;
    return "nothing is counted for you in "
        + named
        + (more > 0 ? " and in " + more + " more assets" : "");
  }

  static String attestation(Statement statement) {
    return "in the attestation of epoch "
        + statement.epoch()
        + ", as of "
        + statement.asOf()
        + ", next due by "
        + statement.nextDueBy();
  }

  /** The least covered first where there are too many to name them all. */
  static String reserves(List<Coverage> coverage) {
    List<Coverage> named =
        coverage.size() <= MOST_ASSETS
            ? coverage
            : coverage.stream()
                .sorted(Comparator.comparingLong(Coverage::basisPoints))
                .limit(MOST_ASSETS)
                .toList();
    String each =
        named.stream()
            .map(asset ->
                Coverage.percent(asset.basisPoints()) + " of all " + asset.asset().ticker())
            .collect(Collectors.joining(", "));
    int more = coverage.size() - named.size();
    return "reserves proven or observed, and owned: "
        + each
        + (more > 0 ? "; of the " + more + " other assets more" : "");
  }

  /** What a verdict that is not FAILED proves. */
  static String meaning(Checked checked) {
    String issuer = checked.share().issuer().domain();
    if (checked.isSignedNothing()) {
      return "That means: in this attestation it owes you nothing in any asset, and you can show"
          + " anyone that it said so.";
    }
    String counted =
        "That means: these balances are in the totals that "
            + issuer
            + " signed for everybody alike, in places that no other account can share";
    return counted
        + switch (checked.verdict()) {
          case SHORT -> "; but what it shows to hold does not reach those totals.";
          case STALE -> "; what it owes and holds today, they do not show.";
          default ->
              whole(checked)
                  ? ", and what it shows to hold reaches those totals."
                  : ", and what it shows to hold reaches as much of them as your policy asks for.";
        };
  }

  private static boolean whole(Checked checked) {
    return checked.report().coverage().stream().allMatch(each -> each.reaches(Coverage.WHOLE));
  }

  /** What none of them proves. */
  static String limits(boolean compared) {
    return compared
        ? "It does not show that others are counted too: each checks that for themself."
        : "It does not show that you are owed no more: compare the balances with your own records"
            + " (--expect BTC=0.42 compares one).";
  }

  /** To whom the answer was that nothing is counted. */
  static String nothingFound() {
    return "That is as it should be if you had no balance there; if you had one, it is left out.";
  }

  static String earlier(LinkChecked link) {
    List<Checked> earlier = link.earlier();
    String counted =
        earlier.size() == 1
            ? "counted in epoch " + earlier.getFirst().share().epoch() + " too"
            : "counted in each of the "
                + earlier.size()
                + " epochs before it too, back to "
                + earlier.getLast().share().epoch();
    return counted
        + switch (link.range()) {
          case Range.SinceAccepted(Epoch last) -> "; epoch " + last + " was checked before";
          case Range.AsFarAsCounted all when link.end().isEmpty() -> ", the first";
          default -> "";
        };
  }

  static String earlierLine(Checked earlier) {
    String balances =
        earlier.share().balances().stream().map(Words::balance).collect(Collectors.joining(", "));
    return "epoch "
        + earlier.share().epoch()
        + ": "
        + (earlier.isCounted() ? balances + " counted" : "NOT shown to be counted")
        + ", "
        + earlier.verdict()
        + earlier.located().stated().map(then -> " as of " + then.asOf()).orElse("");
  }

  /** Why nothing that is older was looked at, on the way back through a link's epochs. */
  static String end(Checked end) {
    Epoch epoch = end.share().epoch();
    String time = end.located().stated().map(then -> ", as of " + then.asOf() + ",").orElse("");
    return end.isNothingFound()
        ? "in epoch "
            + epoch
            + time
            + " nothing is counted for you: if you had a balance then, you were left out, and"
            + " --since "
            + epoch
            + " makes that a failure"
        : "epoch "
            + epoch
            + time
            + " was not accepted, and nothing before it was looked at; --since "
            + epoch
            + " makes that a failure";
  }
}
