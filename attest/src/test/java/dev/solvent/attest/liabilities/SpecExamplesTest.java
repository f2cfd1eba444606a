package dev.solvent.attest.liabilities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.liabilities.InclusionOutcome.Passed;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in {@code docs/spec} are what the code says they are. */
final class SpecExamplesTest {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 16, 100);

  private static String document(String name) {
    return RepoFiles.text(RepoFiles.root().resolve("docs/spec").resolve(name));
  }

  /** The first fenced block of the language. */
  private static String block(String document, String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(document);
    assertTrue(block.find(), () -> "no block of " + language);
    return block.group(1);
  }

  /** The example, whose length the document says, without the white space for the eye. */
  private static byte[] example(String document) {
    String json = LooseJson.withoutWhiteSpace(block(document, "json"));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertTrue(document.contains(bytes.length + " bytes"), "length " + bytes.length);
    return bytes;
  }

  @Test
  void canonicalJson_exampleIsTheManifestsFirstRow()
      throws MalformedException, NoSuchAlgorithmException {
    String document = document("canonical-json.md");
    byte[] bytes = block(document, "json").getBytes(StandardCharsets.UTF_8);
    JsonValue value = CanonicalJson.parse(bytes, LIMITS);
    assertEquals(Samples.manifest().assets().getFirst().toJson(), value);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertTrue(document.contains("`" + HexFormat.of().formatHex(digest) + "`"));
    assertTrue(document.contains(bytes.length + " bytes"));
  }

  @Test
  void canonicalJson_everyRefusedLineIsRefused() {
    List<String> lines = block(document("canonical-json.md"), "text").lines().toList();
    assertEquals(17, lines.size());
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThrows(MalformedException.class, () -> CanonicalJson.parse(bytes, LIMITS), line);
    }
  }

  @Test
  void liabilitiesManifest_exampleIsTheVectors() throws MalformedException {
    byte[] bytes = example(document("liabilities-manifest.md"));
    assertEquals(Samples.manifest(), LiabilitiesManifest.parse(bytes));
  }

  @Test
  void accountProof_exampleIsTheVectors() throws MalformedException {
    byte[] bytes = example(document("account-proof.md"));
    assertEquals(Samples.proof("alice@example.com"), AccountProof.parse(bytes));
  }

  /** One document's example is checked against the other's, as the text says. */
  @Test
  void accountProof_exampleIsCountedInTheExampleManifest() throws MalformedException {
    InclusionOutcome outcome =
        LiabilitiesInclusion.check(
            LiabilitiesManifest.parse(example(document("liabilities-manifest.md"))),
            AccountProof.parse(example(document("account-proof.md"))),
            List.of(ExpectedBalance.parse("BTC=0.42"), ExpectedBalance.parse("ETH=1.5")));
    assertInstanceOf(Passed.class, outcome);
    assertEquals(
        List.of("SOL:9", "USDT:6"), outcome.notCounted().stream().map(Asset::toString).toList());
  }

  /** A reason that is not in the text is a reason that nobody can look up. */
  @Test
  void accountProof_everyReasonIsInTheText() {
    String document = document("account-proof.md");
    for (InclusionOutcome.Reason reason : InclusionOutcome.Reason.values()) {
      assertTrue(document.contains("`" + reason + "`"), reason::toString);
    }
  }
}
