package dev.solvent.attest.program;

import dev.solvent.merkle.tree.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows how far a build is: a bar that is drawn again on a terminal, otherwise a line every ten
 * seconds. Thread-safe.
 */
public final class ProgressLine implements Progress {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private long last = System.nanoTime(); // guarded by this, as is drawn
  private boolean drawn;

  public ProgressLine(PrintWriter err) {
    this.err = err;
    terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  @Override
  public void at(State state) {
    show(state.fraction(), text(state));
  }

  /** Shows what is being done and how much of it is, from any thread. */
  public synchronized void show(double fraction, String what) {
    long now = System.nanoTime();
    if (now - last < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    last = now;
    String line = String.format(Locale.ROOT, "%3.0f %% %s", 100 * fraction, what);
    if (terminal) {
      err.print("\r" + bar(fraction) + " " + line + "\u001b[K");
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  /** Takes the bar away. */
  public synchronized void done() {
    if (drawn) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  private static String bar(double fraction) {
    int full = (int) Math.round(fraction * WIDTH);
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
  }

  private static String text(State state) {
    String what =
        switch (state.stage()) {
          case READING -> "reading the book";
          case COMPARING -> "looking for accounts that stand there twice";
          case HASHING -> "hashing the trees";
          case CLOSING -> "waiting for the disk";
        };
    String rows = String.format(Locale.ROOT, "%,d rows, %,d MB", state.rows(), state.bytes() >> 20);
    Duration left = state.left();
    return what + " (" + rows + ")" + (left == null ? "" : ", about " + inWords(left) + " left");
  }

  private static String inWords(Duration left) {
    long seconds = left.toSeconds();
    return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }
}
