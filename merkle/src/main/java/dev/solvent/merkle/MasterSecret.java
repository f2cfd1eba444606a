package dev.solvent.merkle;

import java.nio.charset.StandardCharsets;

/** {@code S}: the exchange's one secret, from which every key of every customer and epoch comes. */
public final class MasterSecret extends Secret {
  private static final byte[] BLANK_LABEL = "solvent/v1/blank".getBytes(StandardCharsets.US_ASCII);

  public MasterSecret(byte[] bytes) {
    super(bytes);
  }

  /** Reads exactly 64 lower-case hex digits. */
  public static MasterSecret parse(String hex) throws MalformedException {
    return new MasterSecret(Hex.parse32("master secret", hex));
  }

  /** The key that is this customer's only; {@code generation} counts revoked links. */
  public CustomerKey customerKey(Issuer issuer, AccountId account, int generation) {
    byte[] id = account.utf8();
    byte[] key = new byte[BYTES];
    new CustomerKeys(this, issuer).derive(id, 0, id.length, generation, key, 0);
    return new CustomerKey(key);
  }

  /** {@code HMAC(S, "solvent/v1/blank" ‖ assetTag)}. */
  public BlankKey blankKey(AssetTag tag) {
    byte[] message = new byte[BLANK_LABEL.length + AssetTag.BYTES];
    System.arraycopy(BLANK_LABEL, 0, message, 0, BLANK_LABEL.length);
    tag.copyTo(message, BLANK_LABEL.length);
    byte[] key = new byte[BYTES];
    new HmacSha256(exposeBytes()).code(message, message.length, key, 0);
    return new BlankKey(key);
  }
}
