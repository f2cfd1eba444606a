package dev.solvent.attest.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * Which part of the liabilities is bound for a term: the exchange's word. Without it everything is
 * owed on demand. Normative text: {@code docs/spec/solvency-policy.md}, section 5.
 */
public record Terms(Timestamp asOf, Epoch epoch, Issuer issuer, List<TermLiability> terms) {
  public static final String FORMAT = "solvent/terms/v1";
  public static final JsonLimits LIMITS = new JsonLimits(4 << 20, 16, 100_000);
  public static final int MAX_TERMS = 20_000;

  public Terms {
    terms = List.copyOf(terms);
    Bounds.require("terms", terms.size(), 0, MAX_TERMS);
    Ascending.require("terms", terms, each -> each, TermLiability.ORDER);
  }

  public static Terms parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Terms::read);
  }

  private static Terms read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    List<TermLiability> terms = in.list("terms", 0, MAX_TERMS, TermLiability::read);
    return in.build(() -> new Terms(asOf, epoch, issuer, terms));
  }

  /** The bytes that {@link #parse} reads, and that a report names. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("epoch", epoch.number())
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("terms", terms, TermLiability::toJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }
}
