package dev.solvent.attest.envelope;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A payload, its type and some signatures (DSSE). Nothing in it is to be believed before {@link
 * #verify}; the bytes are those of one JSON form, so an envelope is named by their digest.
 */
public final class Envelope {
  /** Of one that is logged: an entry of the log has a length of two bytes. */
  public static final int MAX_BYTES = 65_535;

  /** Of one that never is, such as a receipt of many assets. */
  public static final int MAX_UNLOGGED_BYTES = 24 << 20;

  public static final int MAX_SIGNATURES = 60;

  private static final JsonLimits LIMITS = new JsonLimits(MAX_UNLOGGED_BYTES, 8, 1_000);

  private static final int MAX_SIGNATURE_BYTES = 1_024;
  private static final int MAX_TYPE = 255;
  private static final Pattern KEY_ID = Pattern.compile("([0-9a-f]{64})?");

  /** The hint says whose signature it is meant to be; it is never relied upon. */
  private record Line(String keyid, Octets signature) {
    static Line read(Fields in) throws MalformedException {
      String keyid = in.text("keyid");
      Octets signature = in.text("sig", Octets::parseBase64);
      if (!KEY_ID.matcher(keyid).matches()) {
        throw in.malformed("keyid", "another form, want 64 lower-case hex digits or nothing");
      }
      if (signature.length() == 0 || signature.length() > MAX_SIGNATURE_BYTES) {
        throw in.malformed("sig", signature.length() + " bytes, want 1 to " + MAX_SIGNATURE_BYTES);
      }
      return new Line(keyid, signature);
    }

    /** The hint only says with whom to begin; a signature is one key's. */
    Optional<VerifyingKey> signer(Set<VerifyingKey> keys, byte[] signed) {
      byte[] bytes = signature.toBytes();
      return keys.stream()
          .sorted(Comparator.comparing(key -> !keyid.equals(key.id().toString())))
          .filter(key -> key.verify(signed, bytes))
          .findFirst();
    }

    JsonObject toJson() {
      return new ObjectBuilder().put("keyid", keyid).put("sig", signature.toBase64()).build();
    }
  }

  private final String payloadType;
  private final byte[] payload;
  private final List<Line> lines;

  private Envelope(String payloadType, byte[] payload, List<Line> lines) {
    this.payloadType = payloadType;
    this.payload = payload;
    this.lines = List.copyOf(lines);
  }

  /** Signs the payload with each of the keys, each once. */
  public static Envelope sign(String payloadType, byte[] payload, List<? extends Signer> signers)
      throws IOException {
    Set<VerifyingKey> keys = new LinkedHashSet<>();
    List<Line> lines = new ArrayList<>();
    byte[] signed = Pae.encode(payloadType, payload);
    for (Signer signer : signers) {
      if (!keys.add(signer.key())) {
        throw new IllegalArgumentException("signer " + signer.key() + " twice, want each once");
      }
      byte[] signature = signer.sign(signed);
      if (!signer.key().verify(signed, signature)) {
        throw new IOException("signature that its own key does not verify, want a sound signer");
      }
      lines.add(new Line(signer.key().id().toString(), Octets.of(signature)));
    }
    if (lines.isEmpty() || lines.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException(lines.size() + " signers, want 1 to " + MAX_SIGNATURES);
    }
    return new Envelope(payloadType, payload.clone(), lines);
  }

  public static Envelope parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Envelope::read);
  }

  private static Envelope read(Fields in) throws MalformedException {
    byte[] payload = in.text("payload", Base64Text::decode);
    String type = in.text("payloadType");
    if (type.isEmpty() || type.length() > MAX_TYPE) {
      throw in.malformed("payloadType", type.length() + " characters, want 1 to " + MAX_TYPE);
    }
    return new Envelope(type, payload, in.list("signatures", 1, MAX_SIGNATURES, Line::read));
  }

  /** Which of the pinned keys signed, whatever the hints say; each counts once. */
  public SignedBy verify(List<VerifyingKey> pinned, int threshold) {
    if (threshold < 1) {
      throw new IllegalArgumentException("threshold " + threshold + ", want at least 1");
    }
    byte[] signed = Pae.encode(payloadType, payload);
    Set<VerifyingKey> keys = new LinkedHashSet<>(pinned);
    Set<VerifyingKey> found = new HashSet<>();
    for (Line line : lines) {
      line.signer(keys, signed).ifPresent(found::add);
    }
    List<VerifyingKey> signers = keys.stream().filter(found::contains).toList();
    return signers.size() >= threshold
        ? new SignedBy.Enough(signers)
        : new SignedBy.TooFew(signers, threshold);
  }

  public String payloadType() {
    return payloadType;
  }

  public byte[] payload() {
    return payload.clone();
  }

  /** What the payload is named by: never by bytes that a signer can vary. */
  public Hash payloadDigest() {
    return Digests.sha256(payload);
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("payload", Base64Text.encode(payload))
            .put("payloadType", payloadType)
            .put("signatures", lines, Line::toJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }
}
