package dev.solvent.verifier.monitor;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.Lineage;
import dev.solvent.attest.log.OtherBeginning;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Two checkpoints that a log signed and that were not shown to be one history: {@code
 * docs/spec/fork-evidence.md}.
 *
 * @param older not the larger
 * @param beginning what shows, to anybody, that the newer log does not begin with the older one
 * @param tried what was asked for, and what the answer was
 */
record ForkEvidence(
    Issuer issuer,
    SignedCheckpoint older,
    SignedCheckpoint newer,
    Optional<OtherBeginning> beginning,
    String tried) {
  static final String FORMAT = "solvent/fork-evidence/v1";
  static final JsonLimits LIMITS = new JsonLimits(1 << 20, 8, 1_000);
  private static final int MOST_HASHES = 63;
  private static final int LONGEST = 2_000;

  /** What an evidence file comes to. */
  sealed interface Judgement {
    /** The log signed both, and they cannot be one history. */
    record Fork(String sentence) implements Judgement {}

    /** It does not show a fork. */
    record NotProved(String why) implements Judgement {}
  }

  ForkEvidence {
    if (older.checkpoint().size() > newer.checkpoint().size()) {
      throw new IllegalArgumentException(
          "sizes "
              + older.checkpoint().size()
              + " and "
              + newer.checkpoint().size()
              + ", want the smaller first");
    }
    if (older.checkpoint().equals(newer.checkpoint())) {
      throw new IllegalArgumentException("one checkpoint twice, want two");
    }
    if (tried.isBlank() || tried.length() > LONGEST) {
      throw new IllegalArgumentException(
          "tried: " + tried.length() + " characters, want 1 to " + LONGEST);
    }
  }

  /** Judges it by roots that the judge trusts. */
  Judgement judge(List<SignedRoot> trusted) {
    for (SignedCheckpoint each : List.of(older, newer)) {
      Optional<String> refusal = refusal(each, trusted);
      if (refusal.isPresent()) {
        return new Judgement.NotProved(
            "checkpoint of size " + each.checkpoint().size() + ": " + refusal.get());
      }
    }
    return switch (Lineage.of(older.checkpoint(), newer.checkpoint(), beginning)) {
      case Lineage.Forked forked -> new Judgement.Fork(sentence());
      case Lineage.Continued continued -> new Judgement.NotProved("they are one history");
      case Lineage.NotShown(var why) ->
          new Judgement.NotProved(
              "sizes "
                  + older.checkpoint().size()
                  + " and "
                  + newer.checkpoint().size()
                  + ", both signed by the log: "
                  + why
                  + "; ask the log for the consistency proof");
    };
  }

  private static Optional<String> refusal(SignedCheckpoint signed, List<SignedRoot> trusted) {
    String why = "no trust root";
    for (SignedRoot each : trusted) {
      TrustRoot root = each.root();
      if (!(signed.check(root.logOrigin(), root.logKeys())
          instanceof CheckpointVerdict.Rejected(var reason, var detail))) {
        return Optional.empty();
      }
      why = detail;
    }
    return Optional.of(why);
  }

  /** What a fork is, in one sentence. */
  String sentence() {
    long size = older.checkpoint().size();
    return size == newer.checkpoint().size()
        ? "the log signed two roots of size " + size
        : "the log of size "
            + newer.checkpoint().size()
            + " does not begin with the "
            + size
            + " entries that the log signed before";
  }

  /** The same two checkpoints have the same name, whoever cosigned them. */
  Hash name() {
    String both = older.checkpoint().text() + newer.checkpoint().text();
    return Digests.sha256(both.getBytes(StandardCharsets.UTF_8));
  }

  static ForkEvidence parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, ForkEvidence::read);
  }

  private static ForkEvidence read(Fields in) throws MalformedException {
    Optional<OtherBeginning> beginning = in.optionalObject("beginning", ForkEvidence::beginning);
    in.constant("format", FORMAT);
    Issuer issuer = in.text("issuer", Issuer::parse);
    SignedCheckpoint newer = in.text("newer", ForkEvidence::note);
    SignedCheckpoint older = in.text("older", ForkEvidence::note);
    String tried = in.text("tried");
    return in.build(() -> new ForkEvidence(issuer, older, newer, beginning, tried));
  }

  private static OtherBeginning beginning(Fields in) throws MalformedException {
    List<Hash> proof = in.list("proof", 0, MOST_HASHES, node -> node.text("hash", Hash::parse));
    return new OtherBeginning(in.text("root", Hash::parse), proof);
  }

  private static SignedCheckpoint note(String text) throws MalformedException {
    return SignedCheckpoint.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes that {@link #parse} reads. */
  byte[] toBytes() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("newer", new String(newer.bytes(), StandardCharsets.UTF_8))
            .put("older", new String(older.bytes(), StandardCharsets.UTF_8))
            .put("tried", tried);
    beginning.ifPresent(shown ->
        json.put(
            "beginning",
            new ObjectBuilder()
                .put("proof", shown.proof(), ForkEvidence::hash)
                .put("root", shown.root().toString())
                .build()));
    return CanonicalJson.print(json.build(), LIMITS);
  }

  private static JsonObject hash(Hash hash) {
    return new ObjectBuilder().put("hash", hash.toString()).build();
  }
}
