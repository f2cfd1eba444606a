package dev.solvent.server.observe;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * What an observer answers: {@code docs/spec/observation.md} section 3.
 *
 * @param envelopes the signed observations
 * @param unseen the blocks that it cannot confirm; a hint for a person, which nobody signed
 */
record ObserveResponse(List<Octets> envelopes, List<Unseen> unseen) {
  static final String FORMAT = "solvent/observe-response/v1";
  static final JsonLimits LIMITS = new JsonLimits(24 << 20, 4, 20_000);

  /** Above the chains of a manifest and the further blocks together. */
  private static final int MAX_ITEMS = 3_000;

  private static final int MAX_WHY = 200;

  /** A block, and why it is not confirmed. */
  record Unseen(BlockRef block, String why) {
    Unseen {
      if (why.isEmpty() || why.length() > MAX_WHY) {
        throw new IllegalArgumentException(
            "why: " + why.length() + " characters, want 1 to " + MAX_WHY);
      }
    }

    static Unseen read(Fields in) throws MalformedException {
      BlockRef block = ObserveRequest.readBlock(in);
      String why = in.text("why");
      return in.build(() -> new Unseen(block, why));
    }
  }

  ObserveResponse {
    envelopes = List.copyOf(envelopes);
    unseen = List.copyOf(unseen);
    if (envelopes.size() > MAX_ITEMS || unseen.size() > MAX_ITEMS) {
      throw new IllegalArgumentException(
          envelopes.size() + " envelopes, " + unseen.size() + " unseen, want at most " + MAX_ITEMS);
    }
  }

  static ObserveResponse parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, ObserveResponse::read);
  }

  private static ObserveResponse read(Fields in) throws MalformedException {
    List<Octets> envelopes =
        in.list("envelopes", 0, MAX_ITEMS, one -> one.text("envelope", Octets::parseBase64));
    in.constant("format", FORMAT);
    return new ObserveResponse(envelopes, in.list("unseen", 0, MAX_ITEMS, Unseen::read));
  }

  /** The bytes that {@link #parse} reads. */
  byte[] toBytes() {
    return CanonicalJson.print(
        new ObjectBuilder()
            .put(
                "envelopes",
                envelopes,
                one -> new ObjectBuilder().put("envelope", one.toBase64()).build())
            .put("format", FORMAT)
            .put(
                "unseen",
                unseen,
                one -> ObserveRequest.toJson(one.block()).put("why", one.why()).build())
            .build(),
        LIMITS);
  }
}
