package dev.solvent.server.store;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.tree.Generations;
import java.io.IOException;

/** Whose links were revoked, and from which epoch on. */
public interface Revocations {
  /** The generations as they are in that epoch, which never change for one that is begun. */
  Generations in(Epoch epoch) throws IOException;

  /**
   * Revokes an account's link from an epoch on. A second time for one epoch changes nothing.
   *
   * @return the account's generation from then on
   */
  int revoke(AccountId account, Epoch from) throws IOException;
}
