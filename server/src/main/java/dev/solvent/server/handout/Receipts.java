package dev.solvent.server.handout;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.signature.Signer;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.InclusionProof;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Signs receipts, over figures read from the trees: {@code docs/spec/receipt.md} section 4. */
public final class Receipts {
  private Receipts() {}

  /**
   * A receipt in every attested asset, also for an account that is owed nothing in any.
   *
   * @param entry that the attestation of these trees is in the log
   * @param signer the receipt key, which signs nothing else
   */
  public static Envelope sign(
      Handouts handouts, LoggedEntry entry, AccountId account, Signer signer) throws IOException {
    if (!entry.manifest().equals(handouts.manifest())) {
      throw new IllegalArgumentException("entry of other trees, want that of these");
    }
    handouts.requireTheirMaster();
    Receipt receipt = receipt(handouts, entry, account);
    return Envelope.sign(Receipt.PAYLOAD_TYPE, receipt.toBytes(), List.of(signer));
  }

  private static Receipt receipt(Handouts handouts, LoggedEntry entry, AccountId account)
      throws IOException {
    AccountKey key = handouts.keys().account(account);
    List<InclusionProof> positions =
        handouts
            .proof(account, key, Optional.of(entry.attestation()))
            .map(AccountProof::positions)
            .orElse(List.of());
    Set<Asset> owed = positions.stream().map(InclusionProof::asset).collect(Collectors.toSet());
    List<Asset> zeros =
        handouts.manifest().assets().stream()
            .map(CommittedAsset::asset)
            .filter(asset -> !owed.contains(asset))
            .toList();
    return new Receipt(
        account,
        key,
        entry.attestation(),
        handouts.manifest().epoch(),
        handouts.manifest().issuer(),
        positions,
        zeros,
        JsonObject.EMPTY);
  }
}
