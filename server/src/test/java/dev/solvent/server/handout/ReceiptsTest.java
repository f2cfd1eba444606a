package dev.solvent.server.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.handout.Shop.Said;
import dev.solvent.server.tree.LiabilityFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {
  @TempDir Path folder;

  private static LoggedEntry entry(LiabilitiesManifest manifest, Bundle bundle) {
    return LoggedEntry.check(manifest, bundle.envelope(), bundle.logProof());
  }

  @Test
  void receipt_speaksOfEveryAttestedAsset_andFoldsToItsAttestation() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Bundle bundle = shop.bundle(shop.manifest(), true);
    Signer signer = Shop.signer();
    try (Handouts handouts = shop.open()) {
      LoggedEntry entry = entry(handouts.manifest(), bundle);
      Envelope envelope = Receipts.sign(handouts, entry, new AccountId("O'Neill, Ann"), signer);
      assertTrue(envelope.verify(List.of(signer.key()), 1) instanceof SignedBy.Enough);
      assertEquals(Receipt.PAYLOAD_TYPE, envelope.payloadType());
      Receipt receipt = Receipt.parse(envelope.payload());
      assertEquals(bundle.envelope().payloadDigest(), receipt.attestation());
      assertEquals(List.of("ETH:18"), receipt.zeros().stream().map(Object::toString).toList());
      assertTrue(
          LiabilitiesInclusion.check(
                  handouts.manifest(), receipt.accountProof().orElseThrow(), List.of())
              instanceof InclusionOutcome.Passed);
      Receipt nobody =
          Receipt.parse(Receipts.sign(handouts, entry, new AccountId("nothing"), signer).payload());
      assertEquals(2, nobody.zeros().size());
      assertTrue(nobody.positions().isEmpty());
    }
  }

  /** By another one, nothing would be owed to anybody, and the exchange would have signed it. */
  @Test
  void anotherMasterSecretThanTheTrees_isRefused() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Bundle bundle = shop.bundle(shop.manifest(), true);
    MasterSecret other = new MasterSecret(new byte[MasterSecret.BYTES]);
    try (Handouts handouts =
        new Handouts(LiabilityFolder.open(shop.trees), other, Generations.NONE)) {
      LoggedEntry entry = entry(handouts.manifest(), bundle);
      Refused e =
          assertThrows(
              Refused.class, () -> Receipts.sign(handouts, entry, Shop.ALICE, Shop.signer()));
      assertTrue(e.getMessage().contains("the master secret is another"), e.getMessage());
    }
  }

  @Test
  void attestationThatIsNotInTheLog_isRefused() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Bundle bundle = shop.bundle(shop.manifest(), false);
    LiabilitiesManifest manifest = shop.manifest();
    Refused e = assertThrows(Refused.class, () -> entry(manifest, bundle));
    assertTrue(e.getMessage().contains("not shown to be in the log"), e.getMessage());
  }

  @Test
  void attestationOfOtherTrees_isRefused() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    LiabilitiesManifest manifest = shop.manifest();
    LiabilitiesManifest other =
        new LiabilitiesManifest(
            new Timestamp(Instant.parse("2026-09-01T00:00:00Z")),
            manifest.assets(),
            manifest.epoch(),
            manifest.excluded(),
            manifest.issuer(),
            manifest.extensions());
    Bundle bundle = shop.bundle(other, true);
    Refused e = assertThrows(Refused.class, () -> entry(manifest, bundle));
    assertTrue(e.getMessage().contains("another liabilities.json"), e.getMessage());
  }

  @Test
  void command_writesAFileOfTheOwnerAlone() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path bundle = shop.bundleFile();
    shop.key("receipt.p12");
    Path out = folder.resolve("1.receipt.json");
    String[] options = {
      "--bundle", bundle.toString(),
      "--key", folder.resolve("receipt.p12").toString(),
      "--password-file", folder.resolve("password").toString(),
      "--account", "alice@example.com",
      "--out", out.toString()
    };
    Said said = shop.run(new ReceiptCommand(), options);
    assertEquals(0, said.code(), said.err());
    assertEquals("", said.err());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    Receipt receipt = Receipt.parse(Envelope.parse(Files.readAllBytes(out)).payload());
    assertEquals(Shop.ALICE, receipt.accountId());
    assertEquals(2, shop.run(new ReceiptCommand(), options).code(), "it is never overwritten");
  }
}
