package dev.solvent.verifier.audit;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.audit.diagnosis.Cause;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.ledger.Difference;
import dev.solvent.verifier.audit.ledger.LedgerFindings;
import dev.solvent.verifier.audit.proofs.HandedInFindings;
import dev.solvent.verifier.audit.proofs.SampleFindings;
import java.util.List;
import java.util.Locale;

/** An audit for programs: {@code solvent/audit/v1}, {@code docs/spec/audit-report.md}. */
final class AuditJson {
  private static final JsonLimits REPORT = new JsonLimits(16 << 20, 16, 1_000_000);

  private AuditJson() {}

  static JsonObject of(Audit audit, KitFolder kit) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("format", Audit.FORMAT)
            .put("kit", kit(audit, kit))
            .put("report", report(audit))
            .put("trees", audit.trees(), AuditJson::tree)
            .put("verdict", audit.verdict().name());
    audit.ledger().ifPresent(ledger -> json.put("ledger", ledger(ledger)));
    audit.handedIn().ifPresent(handedIn -> json.put("handedIn", handedIn(handedIn)));
    audit.sample().ifPresent(sample -> json.put("sample", sample(sample)));
    return json.build();
  }

  private static JsonValue report(Audit audit) {
    try {
      return CanonicalJson.parse(ReportJson.print(audit.report()), REPORT);
    } catch (MalformedException e) {
      throw new IllegalStateException("what was printed can be read", e);
    }
  }

  private static JsonObject kit(Audit audit, KitFolder kit) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("epoch", kit.kit().epoch().number())
            .put("faults", texts(audit.kitFaults()))
            .put("issuer", kit.kit().issuer().domain())
            .put(
                "problems",
                texts(audit.bookProblems().map(problems -> problems.lines()).orElse(List.of())));
    audit.rows().ifPresent(rows -> json.put("rows", rows));
    return json.build();
  }

  private static JsonArray texts(List<String> lines) {
    return new JsonArray(lines.stream().<JsonValue>map(JsonText::new).toList());
  }

  private static JsonObject tree(TreeLine tree) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asset", tree.asset().ticker().text())
            .put("decimals", tree.asset().decimals())
            .put("same", tree.isSame())
            .put("sentences", texts(Sentences.of(tree)));
    tree.cause().ifPresent(cause -> json.put("cause", cause(cause)));
    tree.attested().ifPresent(each -> json.put("attested", commitment(each)));
    tree.recomputed().ifPresent(each -> json.put("rebuilt", commitment(each)));
    tree.rebuilt().ifPresent(each -> json.put("accounts", each.header().accounts()));
    return json.build();
  }

  private static JsonObject cause(Cause cause) {
    ObjectBuilder json = new ObjectBuilder();
    switch (cause) {
      case Cause.Altered altered -> {
        altered.account().ifPresent(account -> json.put("account", account.text()));
        json.put("attested", altered.attested().toString());
        json.put("inKit", altered.inKit().toString());
        json.put("kind", "altered");
      }
      case Cause.Dropped dropped ->
          json.put("account", dropped.account().text())
              .put("attested", "0")
              .put("inKit", dropped.balance().toString())
              .put("kind", "dropped");
      case Cause.Unexplained none ->
          json.put("kind", "unexplained").put("reason", inWords(none.reason()));
    }
    return json.build();
  }

  private static String inWords(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static JsonObject commitment(Commitment commitment) {
    return new ObjectBuilder()
        .put("height", commitment.height())
        .put("root", commitment.root().toString())
        .put("total", commitment.total().toString())
        .build();
  }

  private static JsonObject ledger(LedgerFindings ledger) {
    return new ObjectBuilder()
        .put("compared", ledger.compared())
        .put("differ", ledger.count())
        .put("differences", ledger.first(), AuditJson::difference)
        .build();
  }

  private static JsonObject difference(Difference difference) {
    return new ObjectBuilder()
        .put("account", difference.account().text())
        .put("asset", difference.asset().ticker().text())
        .put("inKit", difference.inKit().toString())
        .put("inOther", difference.inOther().toString())
        .put("kind", inWords(difference.kind()))
        .put("line", difference.line())
        .build();
  }

  private static JsonObject handedIn(HandedInFindings handedIn) {
    return new ObjectBuilder()
        .put(
            "faults",
            handedIn.faults(),
            fault ->
                new ObjectBuilder()
                    .put("file", fault.file())
                    .put("sentence", fault.sentence())
                    .build())
        .put("files", handedIn.files())
        .build();
  }

  private static JsonObject sample(SampleFindings sample) {
    return new ObjectBuilder()
        .put(
            "faults",
            sample.faults(),
            fault ->
                new ObjectBuilder()
                    .put("account", fault.account().text())
                    .put("sentence", fault.sentence())
                    .build())
        .put("of", sample.of())
        .put("seed", sample.seed())
        .put("size", sample.size())
        .build();
  }
}
