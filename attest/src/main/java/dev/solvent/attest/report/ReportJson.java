package dev.solvent.attest.report;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;

/** Prints a report for programs: {@code solvent/report/v1}. */
public final class ReportJson {
  private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 1_000_000);

  private ReportJson() {}

  public static byte[] print(Report report) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("coverage", report.coverage(), ReportJson::coverage)
            .put("findings", report.findings(), ReportJson::finding)
            .put("format", Report.FORMAT)
            .put("now", report.now().toString())
            .put("verdict", report.verdict().name());
    report.epoch().ifPresent(epoch -> json.put("epoch", epoch.number()));
    report.issuer().ifPresent(issuer -> json.put("issuer", issuer.domain()));
    return CanonicalJson.print(json.build(), LIMITS);
  }

  private static JsonObject finding(Finding finding) {
    return new ObjectBuilder()
        .put("check", finding.check().id())
        .put(
            "evidence",
            new JsonArray(finding.evidence().stream().<JsonValue>map(JsonText::new).toList()))
        .put("required", finding.required())
        .put("result", finding.result().text())
        .put("sentence", finding.sentence())
        .build();
  }

  private static JsonObject coverage(Coverage coverage) {
    return new ObjectBuilder()
        .put("asset", coverage.asset().ticker().text())
        .put("attested", coverage.attested().toString())
        .put("basisPoints", coverage.basisPoints())
        .put("claimed", coverage.claimed().toString())
        .put("conditional", coverage.conditional().toString())
        .put("counted", coverage.counted().toString())
        .put("decimals", coverage.asset().decimals())
        .put("liabilities", coverage.liabilities().toString())
        .build();
  }
}
