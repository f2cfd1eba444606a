package dev.solvent.server.store;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.tree.Generations;
import java.io.IOException;

/** Whose links were revoked, and from which epoch on. */
public interface Revocations {
  /** The generations as they are in that epoch, which never change for one that is begun. */
  Generations in(Epoch epoch) throws IOException;

  /**
   * Revokes an account's link from an epoch on. A second time for one epoch changes nothing, and is
   * no mistake even when that epoch has begun since.
   *
   * @return the account's generation from then on
   * @throws UserError where that epoch, or a later one, is begun: its trees may be built already
   */
  int revoke(AccountId account, Epoch from) throws IOException;
}
