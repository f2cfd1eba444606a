package dev.solvent.server.http.history;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.server.solvency.ReportFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The main figures of each epoch's solvency report, the oldest first. */
final class SolvencySeries {
  private SolvencySeries() {}

  /** Empty where no epoch has a report. */
  static Optional<JsonObject> of(List<EpochSummary> newestFirst) {
    List<JsonObject> points = new ArrayList<>();
    for (EpochSummary epoch : newestFirst.reversed()) {
      epoch.solvency().ifPresent(figures -> points.add(point(epoch, figures)));
    }
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ObjectBuilder()
                .put("format", "solvent/solvency-series/v1")
                .put("points", points, point -> point)
                .build());
  }

  private static JsonObject point(EpochSummary epoch, ReportFigures figures) {
    return figures
        .toJson()
        .put("asOf", epoch.asOf().toString())
        .put("epoch", epoch.epoch().number())
        .build();
  }
}
