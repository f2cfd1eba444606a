package dev.solvent.server.store;

import dev.solvent.attest.log.store.LockStore;
import java.io.Closeable;

/** The operator's database. */
public interface Store extends Closeable {
  /**
   * The log's state. Whoever can write it can fork the log; it is left out of every backup.
   *
   * @param log the log's origin
   */
  LockStore lock(String log);

  Epochs epochs();

  Revocations revocations();

  ApiTokens tokens();

  Alerts alerts();
}
