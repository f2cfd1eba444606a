package dev.solvent.verifier.audit.proofs;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.book.BookException;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.proofs.HandedInFindings.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what customers handed in: that it is counted in the attested trees, as the verification of
 * one customer finds it, and that the kit says the same of its account.
 */
public final class HandedInCheck {
  /** Verifies the attestation together with what is shown beside it. */
  public interface Verifier {
    Report verify(Exhibits exhibits) throws IOException;
  }

  private final Verifier verifier;
  private final KitFolder kit;

  private HandedInCheck(Verifier verifier, KitFolder kit) {
    this.verifier = verifier;
    this.kit = kit;
  }

  /**
   * Checks every file of a folder.
   *
   * @throws BookException where rows of the kit are wrong
   */
  public static HandedInFindings of(
      Path folder, Verifier verifier, KitFolder kit, Effort effort, ProgressLine progress)
      throws IOException, BookException, InterruptedException {
    HandedIn.Folder files = HandedIn.read(folder);
    List<AccountId> ids = files.read().stream().map(HandedIn::account).toList();
    Map<AccountId, KitAccount> accounts = KitAccounts.find(ids, kit, effort, progress);
    HandedInCheck check = new HandedInCheck(verifier, kit);
    List<Fault> faults = new ArrayList<>();
    files
        .unreadable()
        .forEach(file ->
            faults.add(
                new Fault(file.file(), "neither an account proof nor a receipt: " + file.why())));
    int done = 0;
    for (HandedIn each : files.read()) {
      check.counted(each, faults);
      check.inKit(each, Optional.ofNullable(accounts.get(each.account())), faults);
      progress.show(++done / (double) ids.size(), "checking what customers handed in");
    }
    faults.sort(Comparator.comparing(Fault::file));
    return new HandedInFindings(files.read().size() + files.unreadable().size(), faults);
  }

  private void counted(HandedIn each, List<Fault> faults) throws IOException {
    Exhibits exhibits = Exhibits.NONE;
    Optional<AccountProof> proof = each.proof();
    if (proof.isPresent()) {
      exhibits = exhibits.with(new Claim(proof.get(), List.of()));
    }
    if (each.receipt().isPresent()) {
      exhibits = exhibits.withReceipt(each.receipt().get());
    }
    Report report = verifier.verify(exhibits);
    if (proof.isPresent()) {
      requirePass(each, report.finding(Check.LIABILITIES_INCLUSION), faults);
    }
    if (each.receipt().isPresent()) {
      requirePass(each, report.finding(Check.RECEIPT_SIGNATURE), faults);
    }
  }

  private static void requirePass(HandedIn each, Finding finding, List<Fault> faults) {
    if (finding.result() != Finding.Result.PASS) {
      faults.add(new Fault(each.file(), finding.sentence()));
    }
  }

  private void inKit(HandedIn each, Optional<KitAccount> account, List<Fault> faults) {
    if (account.isEmpty() && each.positions().isEmpty()) {
      return; // whoever is owed nothing has no leaf
    }
    if (account.isEmpty()) {
      faults.add(
          new Fault(each.file(), "account \"" + each.account() + "\" does not stand in the kit"));
      return;
    }
    if (!account.get().key().equals(each.key())) {
      faults.add(
          new Fault(each.file(), "account \"" + each.account() + "\" has another key in the kit"));
    }
    for (InclusionProof position : each.positions()) {
      compare(each, position.asset(), position.balance(), account.get(), faults);
    }
    each.zeros().forEach(zero -> compare(each, zero, Amount.ZERO, account.get(), faults));
  }

  private void compare(
      HandedIn each, Asset asset, Amount balance, KitAccount account, List<Fault> faults) {
    Amount inKit = account.balance(asset);
    if (!inKit.equals(balance)) {
      faults.add(
          new Fault(
              each.file(),
              "account \""
                  + each.account()
                  + "\" has "
                  + inKit.toDecimal(asset.decimals())
                  + " "
                  + asset.ticker()
                  + " in the kit, want the "
                  + balance.toDecimal(asset.decimals())
                  + (kit.assets().contains(asset) ? "" : ", an asset it does not have,")
                  + " of this file"));
    }
  }
}
