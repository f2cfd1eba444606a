package dev.solvent.server.handout;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.CustomerKey;
import dev.solvent.merkle.CustomerKeys;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Secret;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.merkle.tree.Generations;

/** Derives the keys of many customers in one epoch. One instance a thread. */
final class EpochKeys {
  private final CustomerKeys customers;
  private final Generations generations;
  private final long epoch;
  private final TreeHasher hasher = new TreeHasher();

  EpochKeys(MasterSecret master, Generations generations, LiabilitiesManifest manifest) {
    customers = new CustomerKeys(master, manifest.issuer());
    this.generations = generations;
    epoch = manifest.epoch().number();
  }

  CustomerKey customer(AccountId account) {
    return new CustomerKey(derive(account));
  }

  AccountKey account(AccountId account) {
    byte[] key = derive(account);
    hasher.accountKey(key, 0, epoch, key, 0);
    return new AccountKey(key);
  }

  private byte[] derive(AccountId account) {
    byte[] id = account.utf8();
    byte[] key = new byte[Secret.BYTES];
    customers.derive(id, 0, id.length, generations.of(account), key, 0);
    return key;
  }
}
