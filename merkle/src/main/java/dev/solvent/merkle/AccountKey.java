package dev.solvent.merkle;

/** One customer's key for one epoch: whoever is shown it learns that epoch and no other. */
public final class AccountKey extends Secret {
  public AccountKey(byte[] bytes) {
    super(bytes);
  }

  /** Reads exactly 64 lower-case hex digits. */
  public static AccountKey parse(String hex) throws MalformedException {
    return new AccountKey(Hex.parse32("account key", hex));
  }

  /** Where this account's leaf stands in the tree that has this tag. */
  public Locator locator(AccountId account, AssetTag tag) {
    TreeHasher hasher = new TreeHasher();
    byte[] bytes = new byte[Locator.BYTES];
    byte[] id = account.utf8();
    hasher.accountHash(exposeBytes(), 0, id, 0, id.length, bytes, 0);
    hasher.locator(bytes, 0, tag, bytes, 0);
    return Locator.of(bytes);
  }
}
