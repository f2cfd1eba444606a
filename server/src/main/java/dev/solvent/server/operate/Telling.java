package dev.solvent.server.operate;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.server.publish.Office;
import java.io.PrintWriter;

/** Tells a person at a terminal, or whoever reads the log of a scheduled run. */
final class Telling implements Office.Progress {
  private final PrintWriter err;
  private final ProgressLine line;
  private final boolean quiet;

  Telling(PrintWriter err, boolean quiet) {
    this.err = err;
    this.line = new ProgressLine(err);
    this.quiet = quiet;
  }

  @Override
  public void at(State state) {
    if (!quiet) {
      line.at(state);
    }
  }

  @Override
  public void show(double fraction, String what) {
    if (!quiet) {
      line.show(fraction, what);
    }
  }

  @Override
  public void tell(String words) {
    line.done();
    if (!quiet) {
      err.println(words);
    }
  }

  void done() {
    line.done();
  }
}
