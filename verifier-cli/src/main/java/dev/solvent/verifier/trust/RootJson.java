package dev.solvent.verifier.trust;

import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.reader.Home;
import dev.solvent.verifier.reader.Pins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pinned roots for programs: {@code solvent/trusted/v1}, {@code docs/spec/home.md}. */
final class RootJson {
  private static final String FORMAT = "solvent/trusted/v1";

  private RootJson() {}

  static JsonObject of(Home home, List<Issuer> issuers) throws IOException {
    List<JsonObject> all = new ArrayList<>();
    for (Issuer issuer : issuers) {
      List<SignedRoot> roots = home.roots(issuer);
      all.add(issuer(roots, home.pins(issuer), home.seen(issuer)));
    }
    return new ObjectBuilder().put("format", FORMAT).put("issuers", all, each -> each).build();
  }

  private static JsonObject issuer(
      List<SignedRoot> roots, Pins pins, Optional<SignedCheckpoint> seen) {
    SignedRoot newest = roots.getLast();
    TrustRoot root = newest.root();
    ObjectBuilder json =
        new ObjectBuilder()
            .put("fingerprint", new Fingerprint(newest.id()).words())
            .put("issuer", root.issuer().domain())
            .put("logKeys", texts(root.logKeys().stream().map(Object::toString).toList()))
            .put("logOrigin", root.logOrigin())
            .put("rootKeys", signers(root.rootKeys()).build())
            .put("roots", roots, each -> taken(each, pins))
            .put("sites", texts(pins.sites()))
            .put("statements", root.statements(), RootJson::period);
    root.receiptKey().ifPresent(key -> json.put("receiptKey", key.id().toString()));
    seen.ifPresent(last -> json.put("seen", checkpoint(last.checkpoint())));
    return json.build();
  }

  private static JsonObject taken(SignedRoot root, Pins pins) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("sha256", root.id().toString())
            .put("version", root.root().version());
    pins.of(root.id())
        .ifPresent(pin -> json.put("at", pin.at().toString()).put("from", texts(pin.from())));
    return json.build();
  }

  private static ObjectBuilder signers(KeySet set) {
    return new ObjectBuilder()
        .put("keys", texts(set.keys().stream().map(key -> key.id().toString()).toList()))
        .put("threshold", set.threshold());
  }

  private static JsonObject period(Period period) {
    ObjectBuilder json = signers(period.signers()).put("from", period.from());
    period.to().ifPresent(end -> json.put("to", end));
    return json.build();
  }

  private static JsonObject checkpoint(Checkpoint seen) {
    return new ObjectBuilder().put("root", seen.root().toString()).put("size", seen.size()).build();
  }

  static JsonArray texts(List<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList());
  }
}
