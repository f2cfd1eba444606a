package dev.solvent.attest.bundle;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attestation with its evidence.
 *
 * @param envelope the entry of the log, byte for byte
 * @param blobs what the statement and its manifests name by digest, as far as it is inline; the
 *     rest may lie beside the bundle
 * @param earlier earlier states of the log that challenges of ownership name
 * @param observations envelopes of observers and custodians
 * @param replacement a later statement that corrects this one
 * @param roots trust roots in ascending order, each following from the one before
 * @param tokens time tokens over the envelope's bytes
 */
public record Bundle(
    Blobs blobs,
    List<EarlierCheckpoint> earlier,
    Envelope envelope,
    LogProof logProof,
    List<Envelope> observations,
    Optional<Replacement> replacement,
    List<SignedRoot> roots,
    List<Octets> tokens) {
  public static final String FORMAT = "solvent/bundle/v1";

  /** Room for the largest manifests, in base64, and their evidence. */
  public static final JsonLimits LIMITS = new JsonLimits(512 << 20, 16, 2_000_000);

  private static final int MAX_BLOBS = 400_000;
  private static final int MAX_EARLIER = 10_000;
  private static final int MAX_OBSERVATIONS = 1_000;
  private static final int MAX_ROOTS = 100;
  private static final int MAX_TOKENS = 10;

  public Bundle {
    earlier = List.copyOf(earlier);
    observations = List.copyOf(observations);
    roots = List.copyOf(roots);
    tokens = List.copyOf(tokens);
  }

  /** The same attestation under another checkpoint of its log, and what was proved under that. */
  public Bundle under(
      LogProof newer, List<EarlierCheckpoint> shown, Optional<Replacement> correction) {
    return new Bundle(blobs, shown, envelope, newer, observations, correction, roots, tokens);
  }

  /** The same attestation, beside these trust roots. */
  public Bundle with(List<SignedRoot> others) {
    return new Bundle(
        blobs, earlier, envelope, logProof, observations, replacement, others, tokens);
  }

  public static Bundle parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Bundle::read);
  }

  public static Bundle read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Blobs blobs = blobs(in);
    List<EarlierCheckpoint> earlier = in.list("earlier", 0, MAX_EARLIER, EarlierCheckpoint::read);
    Envelope envelope = readEnvelope(in);
    LogProof logProof = readLogProof(in);
    List<Envelope> observations =
        in.list("observations", 0, MAX_OBSERVATIONS, Bundle::readEnvelope);
    Optional<Replacement> replacement = in.optionalObject("replacement", Replacement::read);
    List<SignedRoot> roots = in.list("roots", 0, MAX_ROOTS, Bundle::readRoot);
    List<Octets> tokens =
        in.list("tokens", 0, MAX_TOKENS, token -> token.text("token", Octets::parseBase64));
    return new Bundle(blobs, earlier, envelope, logProof, observations, replacement, roots, tokens);
  }

  /** The digests stand in the file for its readers' sake: each must be the one of its data. */
  private static Blobs blobs(Fields in) throws MalformedException {
    List<Hash> stated = new ArrayList<>();
    List<Octets> contents =
        in.list(
            "blobs",
            0,
            MAX_BLOBS,
            blob -> {
              Octets content = blob.text("data", Octets::parseBase64);
              stated.add(blob.text("sha256", Hash::parse));
              return content;
            });
    Blobs blobs = Blobs.of(contents);
    if (!blobs.entries().stream().map(Map.Entry::getKey).toList().equals(stated)) {
      throw in.malformed("blobs", "other digests, want those of the data, ascending, each once");
    }
    return blobs;
  }

  static LogProof readLogProof(Fields in) throws MalformedException {
    return in.text("logProof", text -> LogProof.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Envelope readEnvelope(Fields in) throws MalformedException {
    return in.text("envelope", text -> Envelope.parse(Octets.parseBase64(text).toBytes()));
  }

  private static SignedRoot readRoot(Fields in) throws MalformedException {
    return in.text("envelope", text -> SignedRoot.parse(Octets.parseBase64(text).toBytes()));
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    return CanonicalJson.print(toJson(), LIMITS);
  }

  /** What {@link #read} reads. */
  public JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("blobs", blobs.entries(), Bundle::blobJson)
            .put("earlier", earlier, EarlierCheckpoint::toJson)
            .put("envelope", Octets.of(envelope.toBytes()).toBase64())
            .put("format", FORMAT)
            .put("logProof", new String(logProof.bytes(), StandardCharsets.UTF_8))
            .put("observations", observations, Bundle::envelopeJson)
            .put("roots", roots, root -> envelopeJson(root.envelope()))
            .put("tokens", tokens, Bundle::tokenJson);
    replacement.ifPresent(later -> json.put("replacement", later.toJson()));
    return json.build();
  }

  private static JsonObject blobJson(Map.Entry<Hash, Octets> blob) {
    return new ObjectBuilder()
        .put("data", blob.getValue().toBase64())
        .put("sha256", blob.getKey().toString())
        .build();
  }

  private static JsonObject envelopeJson(Envelope envelope) {
    return new ObjectBuilder().put("envelope", Octets.of(envelope.toBytes()).toBase64()).build();
  }

  private static JsonObject tokenJson(Octets token) {
    return new ObjectBuilder().put("token", token.toBase64()).build();
  }
}
