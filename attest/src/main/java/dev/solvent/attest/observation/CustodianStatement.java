package dev.solvent.attest.observation;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;

/** That a custodian keeps this for an issuer at one moment: the evidence of an attested holding. */
public record CustodianStatement(
    Timestamp asOf, Epoch epoch, ObservedHolding holding, Issuer issuer) {
  public static final String FORMAT = "solvent/custodian-statement/v1";
  public static final String PAYLOAD_TYPE = "application/vnd.solvent.custodian-statement+json";
  private static final JsonLimits LIMITS = new JsonLimits(1 << 14, 4, 50);

  public static CustodianStatement parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, CustodianStatement::read);
  }

  private static CustodianStatement read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    ObservedHolding holding = in.object("holding", ObservedHolding::read);
    return new CustodianStatement(asOf, epoch, holding, in.text("issuer", Issuer::parse));
  }

  /** The bytes that {@link #parse} reads, and that the custodian signs. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("epoch", epoch.number())
            .put("format", FORMAT)
            .put("holding", holding.toJson())
            .put("issuer", issuer.domain())
            .build();
    return CanonicalJson.print(json, LIMITS);
  }
}
