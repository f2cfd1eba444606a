package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UtxoEvidenceTest {
  static byte[] example() {
    String document = RepoFiles.text(RepoFiles.root().resolve("docs/spec/evidence-bitcoin.md"));
    int from = document.indexOf("```json\n") + 8;
    String json =
        LooseJson.withoutWhiteSpace(document.substring(from, document.indexOf("\n```", from)));
    assertTrue(document.contains(json.length() + " bytes"), "length " + json.length());
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void example_isReadAndPrintsBack() throws MalformedException {
    UtxoEvidence evidence = UtxoEvidence.parse(example());
    assertEquals(
        new String(example(), StandardCharsets.UTF_8),
        new String(evidence.toBytes(), StandardCharsets.UTF_8));
    assertEquals("5000000042", evidence.units().toString());
  }

  @Test
  void threat26_anOutputTwice_isRefused() {
    assertEdited("9c".repeat(32) + ":12", "3b".repeat(32) + ":0");
  }

  @Test
  void outputsOutOfOrder_areRefused() {
    assertEdited("9c".repeat(32) + ":12", "1c".repeat(32) + ":12");
  }

  @Test
  void outpoints_haveOneSpelling() throws MalformedException {
    String id = "9c".repeat(32);
    assertTrue(Outpoint.parse(id + ":9").compareTo(Outpoint.parse(id + ":10")) < 0);
    assertEquals(id + ":4294967295", Outpoint.parse(id + ":4294967295").toString());
    for (String bad : List.of(id, id + ":", id + ":01", id + ":-1", id + ":4294967296", ":0", "")) {
      assertThrows(MalformedException.class, () -> Outpoint.parse(bad), bad);
    }
  }

  @Test
  void anotherScript_isRefused() {
    assertEdited("\"script\":\"0014751e76", "\"script\":\"0014751e77");
  }

  @Test
  void anEvmChain_orAnotherBlocksChain_isRefused() {
    assertEdited("bip122:000000000019d6689c085ae165831e93:", "eip155:1:");
    assertEdited("\"height\":900000", "\"height\":-1");
    assertEdited("\"amount\":\"42\"", "\"amount\":\"-42\"");
    assertEdited("\"amount\":\"42\"", "\"amount\":\"340282366920938463463374607431768211455\"");
  }

  private static void assertEdited(String old, String now) {
    String text = new String(example(), StandardCharsets.UTF_8);
    assertTrue(text.contains(old), old);
    int at = text.lastIndexOf(old);
    String edited = text.substring(0, at) + now + text.substring(at + old.length());
    assertThrows(
        MalformedException.class,
        () -> UtxoEvidence.parse(edited.getBytes(StandardCharsets.UTF_8)));
  }
}
