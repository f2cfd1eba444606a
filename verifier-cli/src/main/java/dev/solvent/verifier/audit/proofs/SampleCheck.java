package dev.solvent.verifier.audit.proofs;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.InclusionCheck;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Verdict;
import dev.solvent.merkle.book.BookException;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.proofs.SampleFindings.Fault;
import dev.solvent.verifier.source.WebSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws a sample of the kit's accounts and wants a proof of each balance of theirs that folds to
 * the attested root.
 */
public final class SampleCheck {
  private final LiabilitiesManifest attested;
  private final KitFolder kit;
  private final Effort effort;
  private final ProgressLine progress;

  public SampleCheck(
      LiabilitiesManifest attested, KitFolder kit, Effort effort, ProgressLine progress) {
    this.attested = attested;
    this.kit = kit;
    this.effort = effort;
    this.progress = progress;
  }

  /** With the proofs that a site gives for locators. */
  public SampleFindings askedOf(WebSite site, int size, String seed)
      throws IOException, BookException, InterruptedException {
    return check(size, seed, new ProofsApi(site, attested, progress));
  }

  /** With the proofs in a folder. */
  public SampleFindings foundIn(Path folder, int size, String seed)
      throws IOException, BookException, InterruptedException {
    Map<AccountId, List<InclusionProof>> proofs = new HashMap<>();
    HandedIn.read(folder)
        .read()
        .forEach(each ->
            proofs
                .computeIfAbsent(each.account(), account -> new ArrayList<>())
                .addAll(each.positions()));
    return check(size, seed, accounts -> proofs);
  }

  private SampleFindings check(int size, String seed, ProofSource source)
      throws IOException, BookException, InterruptedException {
    Sample sample = Sample.of(kit, size, seed, effort, progress);
    Map<AccountId, List<InclusionProof>> proofs = source.of(sample.accounts());
    List<Fault> faults = new ArrayList<>();
    for (KitAccount account : sample.accounts()) {
      List<InclusionProof> own = proofs.getOrDefault(account.account(), List.of());
      account
          .balances()
          .forEach((asset, balance) ->
              fault(account, asset, balance, own)
                  .ifPresent(sentence -> faults.add(new Fault(account.account(), sentence))));
    }
    return new SampleFindings(seed, sample.accounts().size(), sample.rows(), faults, sample.book());
  }

  private Optional<String> fault(
      KitAccount account, Asset asset, Amount balance, List<InclusionProof> proofs) {
    Optional<CommittedTree> tree =
        attested.tree(asset.ticker()).filter(each -> each.asset().equals(asset));
    if (tree.isEmpty()) {
      return Optional.of(asset.ticker() + " is not attested");
    }
    Optional<Amount> counted =
        proofs.stream()
            .filter(proof -> proof.asset().equals(asset))
            .filter(proof ->
                InclusionCheck.check(tree.get(), account.key(), account.account(), proof)
                    instanceof Verdict.Accepted)
            .map(InclusionProof::balance)
            .findFirst();
    String inKit = balance.toDecimal(asset.decimals()) + " " + asset.ticker();
    if (counted.isEmpty()) {
      return Optional.of("no proof that its " + inKit + " are counted");
    }
    return counted.get().equals(balance)
        ? Optional.empty()
        : Optional.of(
            counted.get().toDecimal(asset.decimals())
                + " "
                + asset.ticker()
                + " are counted, want the "
                + inKit
                + " of the kit");
  }
}
