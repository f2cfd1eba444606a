package dev.solvent.attest.published;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/**
 * {@code /.well-known/proof-of-reserves}: where to begin. It is a convenience and believed in
 * nothing: a reader knows the trust root from elsewhere. Normative text: {@code
 * docs/spec/published.md}.
 */
public record Pointer(Issuer issuer, String logOrigin, Optional<Named> newest, RootName trustRoot) {
  public static final String FORMAT = "solvent/pointer/v1";
  public static final JsonLimits LIMITS = new JsonLimits(1 << 14, 4, 100);

  /** An attestation, by its epoch and id. */
  public record Named(Epoch epoch, Hash id) {
    static Named read(Fields in) throws MalformedException {
      Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
      return new Named(epoch, in.text("sha256", Hash::parse));
    }

    JsonObject toJson() {
      return new ObjectBuilder().put("epoch", epoch.number()).put("sha256", id.toString()).build();
    }
  }

  public static Pointer of(SignedRoot root, Optional<Statement> newest) {
    return new Pointer(
        root.root().issuer(),
        root.root().logOrigin(),
        newest.map(statement -> new Named(statement.epoch(), statement.id())),
        new RootName(root.id(), root.root().version()));
  }

  /** The same attestation, and a newer trust root. */
  public Pointer with(SignedRoot root) {
    return new Pointer(issuer, logOrigin, newest, new RootName(root.id(), root.root().version()));
  }

  public static Pointer parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Pointer::read);
  }

  private static Pointer read(Fields in) throws MalformedException {
    Optional<Named> newest = in.optionalObject("attestation", Named::read);
    in.constant("format", FORMAT);
    Issuer issuer = in.text("issuer", Issuer::parse);
    String origin = in.text("logOrigin");
    RootName root =
        in.object(
            "trustRoot",
            of ->
                new RootName(
                    of.text("sha256", Hash::parse), of.integer("version", 1, JsonInteger.MAX)));
    return new Pointer(issuer, origin, newest, root);
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("logOrigin", logOrigin)
            .put(
                "trustRoot",
                new ObjectBuilder()
                    .put("sha256", trustRoot.sha256().toString())
                    .put("version", trustRoot.version())
                    .build());
    newest.ifPresent(named -> json.put("attestation", named.toJson()));
    return CanonicalJson.print(json.build(), LIMITS);
  }
}
