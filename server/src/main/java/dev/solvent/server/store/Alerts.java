package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What stands, and what each webhook has still to be told of it. */
public interface Alerts {
  /** What stands now, the oldest first. */
  List<Alert> standing() throws IOException;

  /**
   * Replaces what stands. Each alert that is new or gone is put before every webhook, in the same
   * transaction, so that no change is lost. One that stays keeps its {@code since}, whatever its
   * sentence says now. What makes it the same one are its kind and its subject, so no two of {@code
   * now} share both.
   *
   * @return what changed
   */
  List<Change> replace(Collection<Alert> now, Set<String> webhooks, Timestamp at)
      throws IOException;

  /** An alert that came or went. */
  record Change(Alert alert, boolean raised, Timestamp at) {}

  /** A change that a webhook has not confirmed yet. */
  record Delivery(long id, String webhook, Change change, int tries) {}

  /** The deliveries whose time has come, the oldest first. */
  List<Delivery> due(Timestamp now, int most) throws IOException;

  /** Forgets a delivery that the webhook has confirmed, or that nobody is to be told any more. */
  void delivered(long id) throws IOException;

  /** Counts a try and puts the next one off. */
  void postpone(long id, Timestamp until) throws IOException;
}
