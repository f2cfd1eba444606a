package dev.solvent.server.handout;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.book.BookException;
import java.io.IOException;

/** The accounts that something is handed out to, each once, however many they are. */
interface Recipients {
  /** What is done for one of them. */
  interface Task {
    void account(AccountId account, EpochKeys keys) throws IOException;
  }

  /**
   * Does the task for each of them.
   *
   * @param threads how many do it at once, each with keys of its own
   */
  void each(int threads, Task task) throws IOException, BookException, InterruptedException;

  /** How much of them is done, 0 to 1; an estimate. */
  double fraction();
}
