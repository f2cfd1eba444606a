package dev.solvent.attest.ownership;

import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * The file that holds a challenge and what signed it; for a Safe, also the proof of its owners. The
 * signatures stand as the wallets print them. {@link Ownership} checks it.
 */
public record OwnershipProof(
    OwnershipChallenge challenge,
    OwnershipMethod method,
    List<String> signatures,
    Optional<SafeProof> safe) {
  public static final String FORMAT = "solvent/ownership-proof/v1";

  /** Room for a Safe of the most owners, each slot proved at the greatest depth. */
  public static final JsonLimits LIMITS = new JsonLimits(4 << 20, 8, 20_000);

  public OwnershipProof {
    signatures = List.copyOf(signatures);
    boolean isSafe = method == OwnershipMethod.SAFE;
    int most = isSafe ? SafeProof.MAX_OWNERS : 1;
    if (signatures.isEmpty() || signatures.size() > most) {
      throw new IllegalArgumentException(
          "signatures: " + signatures.size() + " items, want 1 to " + most);
    }
    if (safe.isPresent() != isSafe) {
      throw new IllegalArgumentException(
          "method " + method.text() + ", want the field safe with the method safe and no other");
    }
    if (challenge.account().chain().isEvm() != method.isEvm()) {
      throw new IllegalArgumentException(
          "method " + method.text() + " for " + challenge.account().chain() + ", want its chain's");
    }
  }

  public static OwnershipProof parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, OwnershipProof::read);
  }

  private static OwnershipProof read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    OwnershipChallenge challenge = in.text("challenge", OwnershipChallenge::parse);
    OwnershipMethod method = in.text("method", OwnershipMethod::parse);
    List<String> signatures =
        in.list("signatures", 1, SafeProof.MAX_OWNERS, item -> item.text("signature"));
    Optional<SafeProof> safe = in.optionalObject("safe", SafeProof::read);
    return in.build(() -> new OwnershipProof(challenge, method, signatures, safe));
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("challenge", challenge.text())
            .put("format", FORMAT)
            .put("method", method.text())
            .put(
                "signatures",
                signatures,
                text -> new ObjectBuilder().put("signature", text).build());
    safe.ifPresent(proof -> json.put("safe", proof.toJson()));
    return CanonicalJson.print(json.build(), LIMITS);
  }
}
