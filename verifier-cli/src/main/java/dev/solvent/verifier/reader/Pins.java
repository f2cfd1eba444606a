package dev.solvent.verifier.reader;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a reader came to the roots of one issuer. It decides nothing: which roots are trusted, their
 * own files say. Normative text: {@code docs/spec/home.md}.
 *
 * @param roots the pinned one first, then those that followed
 * @param sites where later roots are looked for
 */
public record Pins(List<Pin> roots, List<String> sites) {
  static final String FORMAT = "solvent/pins/v1";
  static final JsonLimits LIMITS = new JsonLimits(1 << 20, 5, 10_000);
  private static final int MOST_ROOTS = 1_000;
  private static final int MOST_PLACES = 10;
  static final Pins NONE = new Pins(List.of(), List.of());

  /**
   * One root as it was taken.
   *
   * @param from the places that showed it, as the reader named them
   */
  public record Pin(Timestamp at, List<String> from, Hash id, long version) {
    public Pin {
      from = List.copyOf(from);
    }

    static Pin read(Fields in) throws MalformedException {
      Timestamp at = in.text("at", Timestamp::parse);
      List<String> from = in.list("from", 0, MOST_PLACES, place -> place.text("place"));
      Hash id = in.text("sha256", Hash::parse);
      return new Pin(at, from, id, in.integer("version", 1, JsonInteger.MAX));
    }

    JsonObject toJson() {
      return new ObjectBuilder()
          .put("at", at.toString())
          .put("from", from, Pins::placeJson)
          .put("sha256", id.toString())
          .put("version", version)
          .build();
    }
  }

  public Pins {
    roots = List.copyOf(roots);
    sites = List.copyOf(sites);
  }

  /** How the root of this id was taken; empty where nobody wrote it down. */
  public Optional<Pin> of(Hash id) {
    return roots.stream().filter(pin -> pin.id().equals(id)).findFirst();
  }

  Pins and(Pin followed) {
    List<Pin> all = new ArrayList<>(roots);
    all.add(followed);
    return new Pins(all, sites);
  }

  static Pins parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Pins::read);
  }

  private static Pins read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    List<Pin> roots = in.list("roots", 0, MOST_ROOTS, Pin::read);
    return new Pins(roots, in.list("sites", 0, MOST_PLACES, place -> place.text("place")));
  }

  /** The bytes that {@link #parse} reads. */
  byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("format", FORMAT)
            .put("roots", roots, Pin::toJson)
            .put("sites", sites, Pins::placeJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  private static JsonObject placeJson(String place) {
    return new ObjectBuilder().put("place", place).build();
  }
}
