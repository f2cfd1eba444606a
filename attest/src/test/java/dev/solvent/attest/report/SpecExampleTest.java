package dev.solvent.attest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.SpecFile;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example in {@code docs/spec/report.md} is a report, with the verdict that it says. */
final class SpecExampleTest {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 16, 1000);

  private static Finding finding(JsonObject json) {
    List<String> evidence = new ArrayList<>();
    ((JsonArray) json.members().get("evidence"))
        .items()
        .forEach(line -> evidence.add(((JsonText) line).text()));
    String result = text(json, "result");
    return new Finding(
        check(text(json, "check")),
        Arrays.stream(Result.values()).filter(r -> r.text().equals(result)).findAny().orElseThrow(),
        ((JsonBoolean) json.members().get("required")).value(),
        text(json, "sentence"),
        evidence);
  }

  private static Check check(String id) {
    return Arrays.stream(Check.values()).filter(c -> c.id().equals(id)).findAny().orElseThrow();
  }

  private static String text(JsonObject json, String name) {
    return ((JsonText) json.members().get(name)).text();
  }

  @Test
  void example_isWhatTheCodePrints() throws Exception {
    byte[] bytes = SpecFile.of("report.md").example();

    JsonObject json = (JsonObject) CanonicalJson.parse(bytes, LIMITS);
    List<Finding> findings = new ArrayList<>();
    ((JsonArray) json.members().get("findings"))
        .items()
        .forEach(each -> findings.add(finding((JsonObject) each)));
    Coverage coverage =
        new Coverage(
            new Asset(new Ticker("BTC"), 8),
            BigInteger.valueOf(200),
            BigInteger.valueOf(203),
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.valueOf(3));
    Report report =
        new Report(
            Optional.of(new Issuer("exchange.example")),
            Optional.of(new Epoch(7)),
            Timestamp.parse("2026-09-04T12:00:00Z"),
            findings,
            List.of(coverage));
    assertEquals(
        new String(bytes, StandardCharsets.UTF_8),
        new String(ReportJson.print(report), StandardCharsets.UTF_8));
  }

  @Test
  void everyCheck_standsInTheTextInItsOrder() {
    String document = RepoFiles.text(RepoFiles.root().resolve("docs/spec/report.md"));
    for (Check check : Check.values()) {
      assertTrue(
          document.contains(
              "\n"
                  + (Arrays.asList(Check.values()).indexOf(check) + 1)
                  + ". `"
                  + check.id()
                  + "`\n"),
          check.id());
    }
  }
}
