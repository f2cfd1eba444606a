package dev.solvent.verifier.check;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.liabilities.ProofAnswer;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.source.WebSite;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Asks for one customer's leaves of one epoch, by their locators: {@code docs/spec/api.md}. They
 * stand in the body of the request alone.
 */
final class ProofService {
  private static final JsonLimits REQUEST = new JsonLimits(400_000, 4, 10_000);

  private final WebSite site;

  ProofService(WebSite site) {
    this.site = site;
  }

  /** What is found in the trees of the manifest; empty where the epoch's are not there to ask. */
  Optional<List<InclusionProof>> ask(
      LiabilitiesManifest manifest, AccountId account, AccountKey key) throws IOException {
    Epoch epoch = manifest.epoch();
    byte[] request =
        CanonicalJson.print(
            new ObjectBuilder()
                .put(
                    "locators",
                    manifest.assets(),
                    committed -> locator(manifest, committed, account, key))
                .build(),
            REQUEST);
    String path = "api/v1/epochs/" + epoch + "/proofs";
    Optional<byte[]> bytes = site.post(path, request, ProofAnswer.LIMITS.maxBytes());
    return bytes.isEmpty() ? Optional.empty() : Optional.of(read(path, epoch, bytes.get()));
  }

  private static JsonObject locator(
      LiabilitiesManifest manifest, CommittedAsset committed, AccountId account, AccountKey key) {
    AssetTag tag = AssetTag.of(manifest.issuer(), manifest.epoch(), committed.asset());
    return new ObjectBuilder()
        .put("asset", committed.asset().ticker().text())
        .put("locator", HexFormat.of().formatHex(key.locator(account, tag).exposeBytes()))
        .build();
  }

  private List<InclusionProof> read(String path, Epoch epoch, byte[] bytes) {
    try {
      ProofAnswer answer = ProofAnswer.parse(bytes);
      if (!answer.epoch().equals(epoch)) {
        throw new MalformedException("proofs of epoch " + answer.epoch() + ", want " + epoch);
      }
      return answer.positions();
    } catch (MalformedException e) {
      throw new Malformed(site.name() + "/" + path, e, "");
    }
  }
}
