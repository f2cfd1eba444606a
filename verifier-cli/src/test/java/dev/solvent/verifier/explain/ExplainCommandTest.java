package dev.solvent.verifier.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.verifier.TestRun;
import dev.solvent.verifier.explain.Explanation.Kind;
import dev.solvent.verifier.explain.Explanation.Section;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every check, verdict and assurance has its words, and nothing else has. */
class ExplainCommandTest {
  private static final Explanations ALL = Explanations.load();

  private static List<String> names(Kind kind) {
    return ALL.of(kind).stream().map(Explanation::name).toList();
  }

  private static TestRun explain(String... args) {
    return TestRun.of(new ExplainCommand(), args);
  }

  @Test
  void everyCheck_standsInItsOrder() {
    assertEquals(Arrays.stream(Check.values()).map(Check::id).toList(), names(Kind.CHECK));
  }

  @Test
  void everyVerdict_standsTheWorstFirst_withItsExitCode() {
    List<Verdict> verdicts =
        names(Kind.VERDICT).stream().map(name -> Enum.valueOf(Verdict.class, name)).toList();
    assertEquals(List.of(Verdict.values()), verdicts);
    ALL.of(Kind.VERDICT)
        .forEach(each ->
            assertTrue(
                each.summary()
                    .endsWith("(exit code " + Verdict.valueOf(each.name()).exitCode() + ")"),
                each.summary()));
  }

  @Test
  void everyAssurance_stands_andConditionalBeside() {
    List<String> wanted =
        Stream.concat(
                Arrays.stream(Assurance.values()).map(Assurance::text), Stream.of("conditional"))
            .toList();
    assertEquals(wanted, names(Kind.ASSURANCE));
  }

  @Test
  void everyExplanation_answersTheQuestionsOfItsKind_inLinesThatFit() {
    for (Explanation each : ALL.all()) {
      List<String> headings = each.sections().stream().map(Section::heading).toList();
      assertEquals(headings(each.kind()), headings, each.name());
      assertTrue(each.summary().length() <= 90 && !each.summary().endsWith("."), each.name());
      for (Section section : each.sections()) {
        assertTrue(!section.lines().isEmpty(), each.name() + ": " + section.heading());
        section.lines().forEach(line -> assertTrue(line.length() <= 100, line));
        assertTrue(section.lines().getLast().endsWith("."), each.name() + ": " + section);
      }
    }
  }

  private static List<String> headings(Kind kind) {
    return switch (kind) {
      case CHECK ->
          List.of(
              "What it establishes",
              "Without it",
              "How it is made",
              "When it fails",
              "When it is absent or not run");
      case VERDICT -> List.of("What it means", "What to do");
      case ASSURANCE -> List.of("What it means", "What counts", "What to watch");
    };
  }

  @Test
  void aFileWithoutItsMark_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Explanations.parse("trust.root\nwhat\n"));
  }

  @Test
  void explain_withoutAName_listsAllOnALineEach() {
    TestRun run = explain();
    assertEquals(0, run.exitCode());
    assertEquals(3 + ALL.all().size(), run.out().lines().count());
    assertTrue(
        run.out().contains("  log.consistency       the log continues what you saw"), run.out());
  }

  @Test
  void explain_ofEveryName_showsIt_inWhateverCase() {
    for (Explanation each : ALL.all()) {
      TestRun run = explain(each.name().toLowerCase(java.util.Locale.ROOT));
      assertEquals(0, run.exitCode(), run.err());
      assertEquals(each.name() + ": " + each.summary(), run.firstLine());
      assertTrue(run.out().contains("\n\n" + each.sections().getLast().heading() + "\n  "));
    }
  }

  @Test
  void explain_ofAnUnknownName_isWrongUsage_andNamesTheNearest() {
    TestRun run = explain("log.consistancy");
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: nothing is called \"log.consistancy\""), run.err());
    assertTrue(run.err().contains("hint: near to it: log.consistency, "), run.err());
    assertTrue(explain("inclusion").err().contains("log.inclusion, liabilities.inclusion, "));
    assertEquals(2, explain("").exitCode());
  }

  @Test
  void explain_asJson_isAListOfOneOrAll() {
    String one = explain("SHORT", "--json").out();
    assertTrue(
        one.startsWith("{\"explanations\":[{\"kind\":\"verdict\",\"name\":\"SHORT\",\"sections\":"),
        one);
    assertTrue(one.endsWith("],\"format\":\"solvent/explanations/v1\"}\n"), one);
    String all = explain("--json").out();
    assertEquals(ALL.all().size(), all.split("\"kind\":", -1).length - 1);
  }
}
