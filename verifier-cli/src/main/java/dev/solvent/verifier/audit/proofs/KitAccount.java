package dev.solvent.verifier.audit.proofs;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Secret;
import dev.solvent.merkle.book.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One account of the kit.
 *
 * @param balances those that are not zero
 */
record KitAccount(AccountId account, AccountKey key, Map<Asset, Amount> balances) {
  static KitAccount of(Row row, List<Asset> assets) {
    Map<Asset, Amount> balances = new LinkedHashMap<>();
    for (int i = 0; i < row.positions; i++) {
      if ((row.high[i] | row.low[i]) != 0) {
        balances.put(assets.get(row.asset[i]), new Amount(row.high[i], row.low[i]));
      }
    }
    return new KitAccount(
        new AccountId(new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8)),
        new AccountKey(Arrays.copyOf(row.key, Secret.BYTES)),
        balances);
  }

  /** Of a long book, in which an account has several rows. */
  KitAccount and(KitAccount row) {
    Map<Asset, Amount> all = new LinkedHashMap<>(balances);
    all.putAll(row.balances);
    return new KitAccount(account, key, all);
  }

  Amount balance(Asset asset) {
    return balances.getOrDefault(asset, Amount.ZERO);
  }
}
