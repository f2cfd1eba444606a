package dev.solvent.attest.log.store;

import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.merkle.MalformedException;

/** The lock store's value, or the reason why the log cannot go on. */
final class LockStates {
  private LockStates() {}

  static LockState parse(byte[] bytes) throws LogRefusedException {
    if (bytes.length == 0) {
      throw new LogRefusedException(
          Reason.NOT_INITIALISED, "nothing in the lock store, want a log that init has made");
    }
    try {
      return LockState.parse(bytes);
    } catch (MalformedException e) {
      throw new LogRefusedException(Reason.DAMAGED_LOCK_STORE, String.valueOf(e.getMessage()), e);
    }
  }
}
