package dev.solvent.verifier.reserves;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Examined.JudgedBlock;
import dev.solvent.attest.verify.Judged;
import dev.solvent.attest.verify.SeenBy;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.reserves.Survey.Gap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** For programs: {@code docs/spec/reserves-report.md}. */
final class ReservesJson {
  static final String FORMAT = "solvent/reserves-report/v1";

  private static final JsonLimits REPORT = new JsonLimits(16 << 20, 16, 1_000_000);

  private ReservesJson() {}

  static JsonObject of(Examined examined, List<Gap> gaps) {
    return new ObjectBuilder()
        .put("blocks", examined.blocks(), ReservesJson::block)
        .put("format", FORMAT)
        .put("gaps", gaps, ReservesJson::gap)
        .put("holdings", examined.holdings(), ReservesJson::holding)
        .put("report", report(examined.report()))
        .build();
  }

  private static JsonValue report(Report report) {
    try {
      return CanonicalJson.parse(ReportJson.print(report), REPORT);
    } catch (MalformedException e) {
      throw new IllegalStateException("what was printed can be read", e);
    }
  }

  private static JsonObject block(JudgedBlock judged) {
    return new ObjectBuilder()
        .put("at", judged.block().toJson())
        .put("confirmed", judged.confirmed())
        .put("seenBy", seenBy(judged.seenBy()))
        .build();
  }

  private static JsonObject holding(Judged judged) {
    Holding holding = judged.holding();
    ObjectBuilder json =
        new ObjectBuilder()
            .put("account", holding.account().toString())
            .put("asset", holding.asset().toString())
            .put("assurance", holding.assurance().text())
            .put("counts", counts(judged))
            .put("countsAs", holding.countsAs().ticker().text())
            .put("decimals", holding.countsAs().decimals())
            .put("faults", texts(faults(judged)))
            .put("ownership", holding.ownership().text())
            .put("seenBy", seenBy(judged.seenBy()))
            .put("units", holding.units().toString());
    judged.signed().ifPresent(signed -> json.put("signed", signed(signed)));
    return json.build();
  }

  /** As what a holding enters coverage: the names of the report's columns. */
  static String counts(Judged judged) {
    return judged.counts().name().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a holding, in the words of the checks. */
  static List<String> faults(Judged judged) {
    return Stream.of(judged.header(), judged.balance(), judged.ownership())
        .flatMap(fault -> fault.stream())
        .toList();
  }

  private static JsonObject signed(Signed signed) {
    return new ObjectBuilder()
        .put("ageSeconds", signed.age().toSeconds())
        .put("by", texts(signed.by()))
        .put("expires", signed.challenge().expires().toString())
        .build();
  }

  private static JsonObject seenBy(SeenBy seen) {
    return new ObjectBuilder()
        .put("nodes", texts(seen.nodes()))
        .put("observers", texts(seen.observers()))
        .build();
  }

  private static JsonObject gap(Gap gap) {
    return new ObjectBuilder()
        .put("about", gap.about())
        .put("node", gap.node())
        .put("why", gap.why())
        .build();
  }

  private static JsonArray texts(List<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList());
  }
}
