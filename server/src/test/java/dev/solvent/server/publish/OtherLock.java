package dev.solvent.server.publish;

import dev.solvent.attest.log.store.LockStore;
import dev.solvent.server.store.Alerts;
import dev.solvent.server.store.ApiTokens;
import dev.solvent.server.store.Epochs;
import dev.solvent.server.store.Revocations;
import dev.solvent.server.store.Store;

/** A store whose logs are locked by somebody else's: two exchanges that share one log. */
record OtherLock(Store own, LockStore other) implements Store {
  @Override
  public LockStore lock(String log) {
    return other;
  }

  @Override
  public Epochs epochs() {
    return own.epochs();
  }

  @Override
  public Revocations revocations() {
    return own.revocations();
  }

  @Override
  public ApiTokens tokens() {
    return own.tokens();
  }

  @Override
  public Alerts alerts() {
    return own.alerts();
  }

  @Override
  public void close() {}
}
