package dev.solvent.verifier.history;

import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.statement.Statement;
import java.util.List;

/** A history for programs: {@code docs/spec/history-report.md}. */
final class HistoryJson {
  static final String FORMAT = "solvent/history-report/v1";

  private HistoryJson() {}

  static JsonObject of(History history) {
    return new ObjectBuilder()
        .put("epochs", history.rows(), HistoryJson::epoch)
        .put("events", history.events(), HistoryJson::event)
        .put("faults", texts(history.faults()))
        .put("format", FORMAT)
        .put("issuer", history.issuer().domain())
        .put(
            "newest",
            new ObjectBuilder()
                .put("faults", texts(history.newestFaults()))
                .put("verdict", history.newest().name())
                .build())
        .put("now", history.now().toString())
        .put("size", history.size())
        .put("verdict", history.verdict().name())
        .build();
  }

  private static JsonArray texts(List<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList());
  }

  private static JsonObject event(Event event) {
    return new ObjectBuilder()
        .put("epoch", event.epoch().number())
        .put("kind", event.kind().text())
        .put("sentence", event.sentence())
        .build();
  }

  private static JsonObject epoch(EpochRow row) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("coverage", row.coverage(), HistoryJson::coverage)
            .put("epoch", row.epoch().number())
            .put("excluded", row.excluded(), HistoryJson::exclusion)
            .put("faults", texts(row.faults()))
            .put("verdict", row.verdict().name());
    row.late().ifPresent(late -> json.put("lateSeconds", late.toSeconds()));
    row.found().ifPresent(found -> found(found, json));
    return json.build();
  }

  private static void found(EpochRow.Found found, ObjectBuilder json) {
    Statement statement = found.statement();
    json.put("asOf", statement.asOf().toString())
        .put("attestation", new ObjectBuilder().put("sha256", statement.id().toString()).build())
        .put("judgedAt", found.judgedAt().toString())
        .put("nextDueBy", statement.nextDueBy().toString());
    found.cosigned().ifPresent(time -> json.put("cosigned", time.toString()));
    statement
        .replaces()
        .ifPresent(earlier ->
            json.put(
                "replaces",
                new ObjectBuilder()
                    .put("reason", earlier.reason())
                    .put("sha256", earlier.sha256().toString())
                    .build()));
  }

  private static JsonObject coverage(Coverage coverage) {
    return new ObjectBuilder()
        .put("asset", coverage.asset().ticker().text())
        .put("basisPoints", coverage.basisPoints())
        .put("counted", coverage.counted().toString())
        .put("decimals", coverage.asset().decimals())
        .put("liabilities", coverage.liabilities().toString())
        .build();
  }

  private static JsonObject exclusion(Exclusion exclusion) {
    return new ObjectBuilder()
        .put("asset", exclusion.asset().text())
        .put("count", exclusion.count())
        .put("kind", exclusion.kind().text())
        .put("total", exclusion.total().toString())
        .build();
  }
}
