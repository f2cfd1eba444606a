package dev.solvent.attest.liabilities;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.SpecFile;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.signature.Signer;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.Ticker;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The receipt of the text, and one fault at a time. */
final class ReceiptTest {
  private static final byte[] EXAMPLE = SpecFile.of("receipt.md").example();

  private static void refused(String message, Consumer<ObjectNode> fault) {
    byte[] bytes = LooseJson.edited(EXAMPLE, fault);
    assertRefused(message, () -> Receipt.parse(bytes));
  }

  private static ObjectNode position(ObjectNode root) {
    return (ObjectNode) root.get("positions").get(0);
  }

  private static ObjectNode zero(ObjectNode root, int i) {
    return (ObjectNode) root.get("zeros").get(i);
  }

  @Test
  void theExample_isReadAndPrintedAgain_andFolds() throws Exception {
    Receipt receipt = Receipt.parse(EXAMPLE);
    assertArrayEquals(EXAMPLE, receipt.toBytes());
    AccountProof proof = receipt.accountProof().orElseThrow();
    assertEquals(Samples.proof("alice@example.com").positions(), proof.positions());
    assertEquals(Optional.of(receipt.attestation()), proof.attestation());
    assertInstanceOf(
        InclusionOutcome.Passed.class,
        LiabilitiesInclusion.check(Samples.manifest(), proof, List.of()));
    assertEquals(4, receipt.assets().size());
  }

  @Test
  void ofNobodysBalances_isAReceiptToo_withoutAnAccountProof() throws Exception {
    byte[] nothing =
        LooseJson.edited(
            EXAMPLE,
            root -> {
              root.putArray("positions");
              ((com.fasterxml.jackson.databind.node.ArrayNode) root.get("zeros"))
                  .insertObject(0)
                  .put("asset", "BTC")
                  .put("decimals", 8);
            });
    Receipt receipt = Receipt.parse(nothing);
    assertEquals(Optional.empty(), receipt.accountProof());
    assertTrue(receipt.assets().contains(Asset.parse("BTC:8")));
    refused(
        "$: 0 assets, want 1 to 2000",
        root -> {
          root.putArray("positions");
          root.putArray("zeros");
        });
  }

  @Test
  void aZero_standsAmongTheZeros_onceAndInOrder() {
    refused(
        "$: positions: BTC of zero, want it among the zeros",
        root -> position(root).put("balance", "0"));
    refused(
        "$: zeros: BTC with a position too, want one of them",
        root -> zero(root, 0).put("asset", "BTC"));
    refused(
        "$: zeros: SOL after SOL, want ascending, each once",
        root -> zero(root, 1).put("asset", "SOL"));
    refused(
        "$: zeros: AAA after SOL, want ascending, each once",
        root -> zero(root, 1).put("asset", "AAA"));
  }

  @Test
  void withoutAnAttestation_itIsNone() {
    refused("$.attestation: missing, want an object", root -> root.remove("attestation"));
  }

  @Test
  void otherFields_areRefused() {
    refused(
        "$.format: \"solvent/account-proof/v1\", want \"solvent/receipt/v1\"",
        root -> root.put("format", AccountProof.FORMAT));
    refused(
        "$.zeros[0]: unknown field \"balance\", want none but the known",
        root -> zero(root, 0).put("balance", "0"));
    refused(
        "$: unknown field \"bundle\", want none but the known", root -> root.putObject("bundle"));
  }

  /** A position in every asset at the greatest height: far more than an envelope of the log has. */
  @Test
  void theLargest_isSignedAndReadAgain() throws Exception {
    Receipt example = Receipt.parse(EXAMPLE);
    Amount largest = new Amount(Long.MAX_VALUE, 0);
    Node sibling = new Node(example.positions().getFirst().siblings().getFirst().hash(), largest);
    List<Node> siblings = Collections.nCopies(SumTree.MAX_HEIGHT, sibling);
    List<InclusionProof> positions =
        IntStream.range(0, AccountProof.MAX_POSITIONS)
            .mapToObj(i ->
                new InclusionProof(
                    new Asset(new Ticker("ASSET" + (10_000 + i)), 18), largest, 0, siblings))
            .toList();
    Receipt receipt =
        new Receipt(
            example.accountId(),
            example.accountKey(),
            example.attestation(),
            example.epoch(),
            example.issuer(),
            positions,
            List.of(),
            example.extensions());
    byte[] payload = receipt.toBytes();
    assertTrue(payload.length > 10_000_000, () -> payload.length + " bytes");
    Signer signer = TestKeys.signer("receipts");
    byte[] bytes = Envelope.sign(Receipt.PAYLOAD_TYPE, payload, List.of(signer)).toBytes();
    Envelope read = Envelope.parse(bytes);
    assertInstanceOf(SignedBy.Enough.class, read.verify(List.of(signer.key()), 1));
    assertArrayEquals(payload, Receipt.parse(read.payload()).toBytes());
    assertTrue(bytes.length < Envelope.MAX_UNLOGGED_BYTES, () -> bytes.length + " bytes");
  }

  @Test
  void aPayloadAtTheLimit_fitsIntoAnEnvelope() throws Exception {
    byte[] payload = new byte[Receipt.LIMITS.maxBytes()];
    Signer signer = TestKeys.signer("receipts");
    Envelope envelope = Envelope.sign(Receipt.PAYLOAD_TYPE, payload, List.of(signer));
    assertArrayEquals(payload, Envelope.parse(envelope.toBytes()).payload());
  }
}
