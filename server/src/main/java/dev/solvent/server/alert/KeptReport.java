package dev.solvent.server.alert;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an operator wants to know of a report that was kept: the verdict and the figures. The checks
 * themselves are for people, in the file.
 */
record KeptReport(Verdict verdict, List<Coverage> coverage) {
  private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 1_000_000);
  private static final Pattern UNITS = Pattern.compile("0|[1-9][0-9]{0,60}");

  static KeptReport parse(byte[] bytes) throws MalformedException {
    JsonValue json = CanonicalJson.parse(bytes, LIMITS);
    if (!text(json, "format").equals(Report.FORMAT)) {
      throw new MalformedException("a report of another format, want " + Report.FORMAT);
    }
    String verdict = text(json, "verdict");
    List<Coverage> coverage = new ArrayList<>();
    if (!(member(json, "coverage") instanceof JsonArray(List<JsonValue> items))) {
      throw new MalformedException("coverage of another kind, want an array");
    }
    for (JsonValue item : items) {
      coverage.add(coverage(item));
    }
    return new KeptReport(
        Arrays.stream(Verdict.values())
            .filter(each -> each.name().equals(verdict))
            .findFirst()
            .orElseThrow(() -> new MalformedException("an unknown verdict, want one of ours")),
        List.copyOf(coverage));
  }

  private static Coverage coverage(JsonValue item) throws MalformedException {
    if (!(member(item, "decimals") instanceof JsonInteger(long decimals))
        || decimals < 0
        || decimals > Asset.MAX_DECIMALS) {
      throw new MalformedException("decimals of another kind, want 0 to " + Asset.MAX_DECIMALS);
    }
    return new Coverage(
        new Asset(Ticker.parse(text(item, "asset")), (int) decimals),
        units(item, "liabilities"),
        units(item, "counted"),
        units(item, "conditional"),
        units(item, "attested"),
        units(item, "claimed"));
  }

  private static BigInteger units(JsonValue item, String name) throws MalformedException {
    String text = text(item, name);
    if (!UNITS.matcher(text).matches()) {
      throw new MalformedException(name + " that is no number of units, want one");
    }
    return new BigInteger(text);
  }

  private static String text(JsonValue json, String name) throws MalformedException {
    if (member(json, name) instanceof JsonText(String text)) {
      return text;
    }
    throw new MalformedException(name + " of another kind, want a text");
  }

  private static JsonValue member(JsonValue json, String name) throws MalformedException {
    JsonValue value = json instanceof JsonObject object ? object.members().get(name) : null;
    if (value == null) {
      throw new MalformedException(name + " missing, want it");
    }
    return value;
  }
}
