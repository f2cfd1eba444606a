package dev.solvent.server.http.history;

import java.util.List;

/** What is known of published epochs. Any thread. */
public interface History {
  /** The newest first, each once. */
  List<EpochSummary> epochs();

  /** Changes whenever {@link #epochs} does. */
  long version();
}
