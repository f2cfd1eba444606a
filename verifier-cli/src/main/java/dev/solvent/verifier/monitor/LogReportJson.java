package dev.solvent.verifier.monitor;

import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.statement.Statement;
import java.nio.file.Path;
import java.util.List;

/** A round for programs: {@code docs/spec/log-report.md}. */
final class LogReportJson {
  static final String FORMAT = "solvent/log-report/v1";

  private LogReportJson() {}

  static JsonObject of(LogRound round, List<Path> kept) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("entries", round.furthest().entries(), LogReportJson::entry)
            .put("evidence", texts(kept.stream().map(Path::toString).toList()))
            .put("format", FORMAT)
            .put("issuer", round.issuer().domain())
            .put("now", round.now().toString())
            .put("places", round.places(), LogReportJson::place)
            .put("verdict", round.verdict().name());
    round.seen().ifPresent(seen -> json.put("seen", checkpoint(seen.checkpoint())));
    return json.build();
  }

  private static JsonArray texts(List<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList());
  }

  private static JsonObject place(PlaceReport place) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("faults", texts(place.faults()))
            .put("place", place.place())
            .put("state", place.state().name())
            .put("verdict", place.verdict().name())
            .put("witnesses", place.witnesses(), LogReportJson::witness);
    place.checkpoint().ifPresent(shown -> json.put("checkpoint", checkpoint(shown.checkpoint())));
    return json.build();
  }

  private static JsonObject checkpoint(Checkpoint checkpoint) {
    return new ObjectBuilder()
        .put("origin", checkpoint.origin())
        .put("root", checkpoint.root().toString())
        .put("size", String.valueOf(checkpoint.size()))
        .build();
  }

  private static JsonObject witness(Cosigned one) {
    return new ObjectBuilder()
        .put("name", one.witness().name())
        .put("time", one.time().toString())
        .build();
  }

  private static JsonObject entry(ListedEntry entry) {
    ObjectBuilder json = new ObjectBuilder().put("index", entry.index());
    entry.fault().ifPresent(why -> json.put("fault", why));
    entry.statement().ifPresent(statement -> statement(statement, json));
    return json.build();
  }

  private static void statement(Statement statement, ObjectBuilder json) {
    json.put("asOf", statement.asOf().toString())
        .put("attestation", digest(statement.id().toString()))
        .put("epoch", statement.epoch().number())
        .put("nextDueBy", statement.nextDueBy().toString());
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

  private static JsonObject digest(String hex) {
    return new ObjectBuilder().put("sha256", hex).build();
  }
}
