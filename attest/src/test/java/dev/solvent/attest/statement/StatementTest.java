package dev.solvent.attest.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.SpecFile;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatementTest {
  /** The example of the spec, which says how long it is and what its id is. */
  private static String example() {
    return new String(SpecFile.of("statement.md").example(), StandardCharsets.UTF_8);
  }

  private static Statement parse(String json) throws MalformedException {
    return Statement.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void example_isReadAndPrintedAgain() throws Exception {
    Statement statement = parse(example());
    assertEquals(example(), new String(statement.toBytes(), StandardCharsets.UTF_8));
    assertEquals(7, statement.epoch().number());
    assertEquals("exchange.example/log", statement.logOrigin());
    assertEquals(25_007_200, statement.chainState().getFirst().number());
    assertEquals(
        Optional.of(statement.subjects().get(1).sha256()), statement.digestOf("reserves.json"));
    assertEquals(Optional.empty(), statement.digestOf("solvency.json"));
    String document = RepoFiles.text(RepoFiles.root().resolve("docs/spec/statement.md"));
    assertTrue(document.contains("`" + statement.id() + "`"), statement.id().toString());
  }

  @Test
  void aCorrection_namesWhatItReplaces() throws Exception {
    String hash = "ab".repeat(32);
    String json =
        example()
            .replace(
                "\"trustRoot\"",
                "\"replaces\":{\"reason\":\"late rows\",\"sha256\":\""
                    + hash
                    + "\"},\"trustRoot\"");
    Replaces replaces = parse(json).replaces().orElseThrow();
    assertEquals("late rows", replaces.reason());
    assertEquals(hash, replaces.sha256().toString());
    assertEquals(json, new String(parse(json).toBytes(), StandardCharsets.UTF_8));
    assertThrows(MalformedException.class, () -> parse(json.replace("late rows", " ")));
  }

  @Test
  void solvencyMayStandThird_andNothingElse() throws Exception {
    String hash = "cd".repeat(32);
    String third = ",{\"digest\":{\"sha256\":\"" + hash + "\"},\"name\":\"solvency.json\"}]}";
    String json = example().replaceFirst("]}$", third);
    assertEquals(3, parse(json).subjects().size());
    assertThrows(
        MalformedException.class, () -> parse(json.replace("solvency.json", "prices.json")));
    assertThrows(
        MalformedException.class, () -> parse(json.replace("solvency.json", "reserves.json")));
  }

  /** One chain would stand in two states, and each holding could choose. */
  @Test
  void threat24_aChain_hasOneBlock() throws Exception {
    Statement good = parse(example());
    List<NumberedBlock> twice = new ArrayList<>(good.chainState());
    twice.add(twice.getLast());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Statement(
                    good.asOf(),
                    twice,
                    good.epoch(),
                    good.issuer(),
                    good.logOrigin(),
                    good.nextDueBy(),
                    good.replaces(),
                    good.trustRoot(),
                    good.subjects()));
    assertTrue(refused.getMessage().contains("ascending"), refused.getMessage());
  }

  @Test
  void threat18_otherSpellingsAndFields_areRefused() {
    String json = example();
    for (String bad :
        List.of(
            json.replace("\"epoch\":7", "\"epoch\":7.0"),
            json.replace("\"epoch\":7", "\"epoch\":0"),
            json.replace("\"epoch\":7", "\"epoch\":7,\"epoch\":7"),
            json.replace("{\"_type\"", "{ \"_type\""),
            json.replace("Statement/v1", "Statement/v0.1"),
            json.replace("solvency/v1", "solvency/v2"),
            json.replace("\"predicate\":{", "\"predicate\":{\"and\":1,"),
            json.replace("\"25007200\"", "\"025007200\""),
            json.replace("\"25007200\"", "25007200"),
            json.replace("\"0x", "\""),
            json.replace("eip155:1\"", "eip155:01\""),
            json.replace("2026-09-03T06:00:00Z", "2026-09-02T00:00:00Z"),
            json.replace("\"version\":1", "\"version\":0"),
            json.replace("liabilities.json", "reserves.json"),
            json.replaceFirst("\\{\"digest[^}]*},\"name\":\"liabilities.json\"},", ""),
            json + " ")) {
      assertTrue(!bad.equals(json));
      assertThrows(MalformedException.class, () -> parse(bad), bad);
    }
  }
}
