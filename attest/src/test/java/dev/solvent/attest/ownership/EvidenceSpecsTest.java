package dev.solvent.attest.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the documents on evidence, ownership and identifiers are what the code says. */
final class EvidenceSpecsTest {
  private static String document(String name) {
    return RepoFiles.text(RepoFiles.root().resolve("docs/spec").resolve(name));
  }

  private static String block(String document, String language) {
    int from = document.indexOf("```" + language + "\n") + language.length() + 4;
    return document.substring(from, document.indexOf("\n```", from));
  }

  /** The first JSON of the document, whose length the text says. */
  private static byte[] example(String document) {
    String json = LooseJson.withoutWhiteSpace(block(document, "json"));
    assertTrue(document.replace("\n", " ").contains(json.length() + " bytes"), "" + json.length());
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void evm_exampleShowsWhatTheTextSays() throws MalformedException {
    String document = document("evidence-evm.md");
    EvmOutcome.IfGenuine shown =
        assertInstanceOf(
            EvmOutcome.IfGenuine.class,
            new EvmHolding(Map.of()).check(EvmEvidence.parse(example(document))));
    for (Object value :
        new Object[] {shown.block().hashText(), shown.number(), shown.time(), shown.units()}) {
      assertTrue(document.contains(value.toString()), value::toString);
    }
    for (EvmOutcome.Reason reason : EvmOutcome.Reason.values()) {
      assertTrue(document.contains("`" + reason + "`"), reason::toString);
    }
  }

  @Test
  void ownership_exampleIsSigned() throws MalformedException {
    String document = document("ownership.md");
    OwnershipProof proof = OwnershipProof.parse(example(document));
    assertEquals(block(document, "text"), proof.challenge().text());
    assertInstanceOf(
        Signed.class,
        Ownership.check(proof, OwnershipSamples.expectation(proof.challenge().account())));
    String typed = OwnershipTypedData.hash(proof.challenge()).toString();
    assertTrue(document.contains("`" + typed + "`"), typed);
    for (OwnershipOutcome.Reason reason : OwnershipOutcome.Reason.values()) {
      assertTrue(document.contains("`" + reason + "`"), reason::toString);
    }
    String oneLine = document.replaceAll("\\s+", "");
    assertTrue(oneLine.contains(OwnershipTypedData.TYPE.replace(" ", "")));
    assertTrue(oneLine.contains(OwnershipTypedData.DOMAIN.replace(" ", "")));
  }

  @Test
  void identifiers_examplesPrintBack_andEveryChainIsInTheTable() throws MalformedException {
    String document = document("identifiers.md");
    for (String line : block(document, "text").lines().toList()) {
      String value = line.substring(8);
      Object read =
          switch (line.substring(0, 8).strip()) {
            case "chain" -> ChainId.parse(value);
            case "account" -> AccountRef.parse(value);
            case "asset" -> AssetRef.parse(value);
            default -> BlockRef.parse(value);
          };
      assertEquals(value, read.toString());
    }
    for (BitcoinChain chain : BitcoinChain.values()) {
      String row = "`" + chain.id().reference() + "` | " + chain.coinType() + " |";
      assertTrue(document.contains(row), row);
    }
  }
}
