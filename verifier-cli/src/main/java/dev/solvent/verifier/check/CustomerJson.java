package dev.solvent.verifier.check;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.check.LinkChecked.Range;
import java.util.ArrayList;
import java.util.List;

/** The answer for programs: the report with the customer's part, {@code docs/spec/report.md}. */
final class CustomerJson {
  static final String LINK_FORMAT = "solvent/link-report/v1";
  private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 1_000_000);

  private CustomerJson() {}

  static JsonObject of(Checked checked) {
    try {
      byte[] report = ReportJson.print(checked.report());
      ObjectBuilder whole = new ObjectBuilder();
      ((JsonObject) CanonicalJson.parse(report, LIMITS)).members().forEach(whole::put);
      return whole.put("customer", customer(checked)).build();
    } catch (MalformedException e) {
      throw new IllegalStateException("a report that was just printed is canonical JSON", e);
    }
  }

  private static JsonObject customer(Checked checked) {
    Share share = checked.share();
    return new ObjectBuilder()
        .put("account", share.account().text())
        .put("balances", share.balances(), CustomerJson::balance)
        .put("counted", checked.isCounted())
        .put("epoch", share.epoch().number())
        .put("issuer", share.issuer().domain())
        .put(
            "without",
            new JsonArray(
                share.without().stream()
                    .<JsonValue>map(asset -> new JsonText(asset.ticker().text()))
                    .toList()))
        .build();
  }

  private static JsonObject balance(Share.Balance balance) {
    return new ObjectBuilder()
        .put("asset", balance.asset().ticker().text())
        .put("balance", balance.units().toString())
        .put("counted", balance.counted())
        .put("decimals", balance.asset().decimals())
        .build();
  }

  static JsonObject of(LinkChecked link) {
    List<Checked> epochs = new ArrayList<>();
    epochs.add(link.newest());
    epochs.addAll(link.earlier());
    ObjectBuilder json =
        new ObjectBuilder()
            .put("epochs", epochs, CustomerJson::of)
            .put("format", LINK_FORMAT)
            .put("range", range(link.range()))
            .put("verdict", link.verdict().name());
    link.end().ifPresent(end -> json.put("end", of(end)));
    return json.build();
  }

  private static String range(Range range) {
    return switch (range) {
      case Range.Alone alone -> "alone";
      case Range.SinceAccepted since -> "since accepted";
      case Range.From from -> "since named";
      case Range.AsFarAsCounted all -> "as far as counted";
    };
  }
}
