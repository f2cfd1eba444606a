package dev.solvent.attest.verify;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The check {@code receipt.signature}, in the numbered steps of {@code docs/spec/receipt.md}. What
 * the exchange signed and does not fold to its own attestation is its fault, for anyone to judge.
 */
final class ReceiptStep {
  private static final String FAULT = "proof of fault: the exchange signed ";

  private ReceiptStep() {}

  static Finding finding(
      Envelope envelope,
      List<VerifyingKey> keys,
      Statement statement,
      LiabilitiesManifest manifest,
      Optional<AccountProof> claimed) {
    // 1. and 2. It is a receipt, and a receipt key signed it.
    if (!envelope.payloadType().equals(Receipt.PAYLOAD_TYPE)) {
      return failed("receipt of another payload type, want " + Receipt.PAYLOAD_TYPE);
    }
    if (!(envelope.verify(keys, 1) instanceof SignedBy.Enough)) {
      return failed("receipt that none of the issuer's " + keys.size() + " receipt keys signed");
    }
    Receipt receipt;
    try {
      receipt = Receipt.parse(envelope.payload());
    } catch (MalformedException e) {
      return failed("receipt " + e.getMessage());
    }
    return refusal(receipt, statement, manifest, claimed)
        .map(ReceiptStep::failed)
        .orElseGet(() ->
            Finding.pass(
                Check.RECEIPT_SIGNATURE,
                "receipt for " + receipt.accountId() + ", signed by the receipt key and counted"));
  }

  private static Finding failed(String sentence) {
    return Finding.fail(Check.RECEIPT_SIGNATURE, sentence);
  }

  private static Optional<String> refusal(
      Receipt receipt,
      Statement statement,
      LiabilitiesManifest manifest,
      Optional<AccountProof> claimed) {
    // 3. It is for this attestation.
    if (!receipt.attestation().equals(statement.id())) {
      return Optional.of(
          "receipt for the attestation " + receipt.attestation() + ", want " + statement.id());
    }
    if (!receipt.issuer().equals(statement.issuer())
        || !receipt.epoch().equals(statement.epoch())) {
      return Optional.of(
          FAULT + "a receipt of " + receipt.issuer() + ", epoch " + receipt.epoch() + ", for it");
    }
    // 4. It speaks of every attested asset.
    Set<Asset> attested =
        manifest.assets().stream().map(CommittedAsset::asset).collect(Collectors.toSet());
    if (!receipt.assets().equals(attested)) {
      return Optional.of(FAULT + "a receipt of " + receipt.assets() + ", want " + attested);
    }
    // 5. Every balance in it is counted.
    Optional<AccountProof> proof = receipt.accountProof();
    if (proof.isPresent()
        && LiabilitiesInclusion.check(manifest, proof.get(), List.of())
            instanceof InclusionOutcome.Failed uncounted) {
      return Optional.of(
          FAULT + "what is not counted: " + uncounted.failures().getFirst().detail());
    }
    // 6. The customer's own account proof says the same.
    return claimed
        .filter(own -> !saysTheSame(own, receipt))
        .map(own ->
            "receipt for other balances than those of " + own.accountId() + "'s account proof");
  }

  private static boolean saysTheSame(AccountProof own, Receipt receipt) {
    return own.accountId().equals(receipt.accountId())
        && own.accountKey().equals(receipt.accountKey())
        && own.positions().equals(receipt.positions());
  }
}
