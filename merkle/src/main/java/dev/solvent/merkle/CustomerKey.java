package dev.solvent.merkle;

/** One customer's key for every epoch; it stands in the account link and nowhere else. */
public final class CustomerKey extends Secret {
  public CustomerKey(byte[] bytes) {
    super(bytes);
  }

  /** Reads exactly 64 lower-case hex digits. */
  public static CustomerKey parse(String hex) throws MalformedException {
    return new CustomerKey(Hex.parse32("customer key", hex));
  }

  /** {@code H(0x05 ‖ customerKey ‖ u64 epoch)}. */
  public AccountKey accountKey(Epoch epoch) {
    byte[] key = new byte[BYTES];
    new TreeHasher().accountKey(exposeBytes(), 0, epoch.number(), key, 0);
    return new AccountKey(key);
  }
}
