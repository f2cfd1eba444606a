package dev.solvent.server.bench;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.ProgressLine;
import java.io.PrintWriter;
import java.util.Locale;

/** What is found: told in words as soon as it is, and kept for programs. One thread. */
final class BenchReport {
  private final PrintWriter out;
  private final ProgressLine progress;
  private final ObjectBuilder json = new ObjectBuilder();

  BenchReport(PrintWriter out, ProgressLine progress) {
    this.out = out;
    this.progress = progress;
  }

  /** How much is done of what takes long. */
  void progress(double fraction, String what) {
    progress.show(fraction, what);
  }

  void say(String form, Object... values) {
    progress.done();
    out.printf(Locale.ROOT, form + "%n", values);
    out.flush();
  }

  void keep(String name, ObjectBuilder values) {
    json.put(name, values.build());
  }

  JsonObject toJson() {
    return json.build();
  }
}
