package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Row;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.RowReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds whose leaves are whose: the kit's book is read again, and every locator derived. */
final class Names implements RowReading.Visitor {
  private final AssetTag[] tags;
  private final Set<Locator> wanted;
  private final Map<Locator, AccountId> found;
  private final TreeHasher hasher = new TreeHasher();
  private final byte[] accountHash = new byte[Hash.BYTES];
  private final byte[] locator = new byte[Locator.BYTES];

  private Names(AssetTag[] tags, Set<Locator> wanted, Map<Locator, AccountId> found) {
    this.tags = tags;
    this.wanted = wanted;
    this.found = found;
  }

  /** The accounts of those leaves that are any account's. */
  static Map<Locator, AccountId> of(
      Set<Locator> leaves, KitFolder kit, Effort effort, ProgressLine progress)
      throws IOException, InterruptedException {
    Map<Locator, AccountId> found = new ConcurrentHashMap<>();
    if (leaves.isEmpty()) {
      return found;
    }
    AssetTag[] tags = kit.tags();
    try {
      RowReading.of(
          kit,
          effort,
          () -> new Names(tags, leaves, found),
          done -> progress.show(done, "looking for the names of accounts"));
    } catch (BookException e) {
      throw new IOException("the kit's book has changed since it was read: " + e.getMessage(), e);
    }
    return found;
  }

  @Override
  public void row(Row row) {
    boolean hashed = false;
    for (int i = 0; i < row.positions; i++) {
      if ((row.high[i] | row.low[i]) == 0) {
        continue;
      }
      if (!hashed) {
        hasher.accountHash(row.key, 0, row.account, 0, row.accountLength, accountHash, 0);
        hashed = true;
      }
      hasher.locator(accountHash, 0, tags[row.asset[i]], locator, 0);
      Locator leaf = Locator.of(locator);
      if (wanted.contains(leaf)) {
        String id = new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8);
        found.put(leaf, new AccountId(id));
      }
    }
  }
}
