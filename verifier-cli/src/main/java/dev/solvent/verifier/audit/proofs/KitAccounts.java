package dev.solvent.verifier.audit.proofs;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Row;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.RowReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Some accounts of the kit, found by their ids in one reading. */
final class KitAccounts implements RowReading.Visitor {
  private final Map<ByteBuffer, AccountId> wanted;
  private final List<Asset> assets;
  private final Map<AccountId, KitAccount> found;

  private KitAccounts(
      Map<ByteBuffer, AccountId> wanted, List<Asset> assets, Map<AccountId, KitAccount> found) {
    this.wanted = wanted;
    this.assets = assets;
    this.found = found;
  }

  static Map<AccountId, KitAccount> find(
      Collection<AccountId> ids, KitFolder kit, Effort effort, ProgressLine progress)
      throws IOException, BookException, InterruptedException {
    Map<ByteBuffer, AccountId> wanted = new HashMap<>();
    ids.forEach(id -> wanted.put(ByteBuffer.wrap(id.utf8()), id));
    Map<AccountId, KitAccount> found = new ConcurrentHashMap<>();
    List<Asset> assets = kit.assets();
    RowReading.of(
        kit,
        effort,
        () -> new KitAccounts(wanted, assets, found),
        done -> progress.show(done, "looking for accounts in the kit"));
    return found;
  }

  @Override
  public void row(Row row) {
    AccountId id = wanted.get(ByteBuffer.wrap(row.account, 0, row.accountLength));
    if (id != null) {
      found.merge(id, KitAccount.of(row, assets), KitAccount::and);
    }
  }
}
