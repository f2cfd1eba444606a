package dev.solvent.server.http.proofs;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which leaves are asked for, in the order of assets.
 *
 * @param leaves 1 to 2,000
 */
record ProofRequest(List<Wanted> leaves) {
  static final int MOST = 2_000;

  /** Room for the most pairs. */
  static final JsonLimits LIMITS = new JsonLimits(400_000, 4, 4 * MOST);

  ProofRequest {
    leaves = leaves.stream().sorted(Comparator.comparing(Wanted::asset)).toList();
  }

  /**
   * A leaf of one asset's tree.
   *
   * @param asset as it was asked for; one that is none has no tree
   */
  record Wanted(String asset, Locator locator) {}

  static ProofRequest parse(byte[] body) throws MalformedException {
    Optional<List<Wanted>> quick = QuickRequest.read(body);
    return quick.isPresent() ? new ProofRequest(quick.get()) : parseAny(body);
  }

  /** Any JSON that says the same, or why it is none. */
  static ProofRequest parseAny(byte[] body) throws MalformedException {
    return Fields.read(
        body, LIMITS, in -> new ProofRequest(in.list("locators", 1, MOST, ProofRequest::wanted)));
  }

  private static Wanted wanted(Fields in) throws MalformedException {
    return new Wanted(in.text("asset"), locator(in.text("locator")));
  }

  /**
   * What is no locator becomes one that nobody has, so that it is looked for as long and as much in
   * vain as an unknown one.
   */
  private static Locator locator(String hex) {
    byte[] bytes = new byte[Locator.BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    if (hex.length() != 2 * Locator.BYTES) {
      return Locator.of(bytes);
    }
    byte[] stated = new byte[Locator.BYTES];
    boolean good = true;
    for (int i = 0; i < stated.length; i++) {
      int high = digit(hex.charAt(2 * i));
      int low = digit(hex.charAt(2 * i + 1));
      good &= high >= 0 && low >= 0;
      stated[i] = (byte) (high << 4 | low);
    }
    return Locator.of(good ? stated : bytes);
  }

  private static int digit(char c) {
    return (c >= 'A' && c <= 'F') || !HexFormat.isHexDigit(c) ? -1 : HexFormat.fromHexDigit(c);
  }
}
