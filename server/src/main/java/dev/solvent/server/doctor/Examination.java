package dev.solvent.server.doctor;

import java.io.IOException;
import java.util.List;

/** Looks at one thing. What it throws becomes a line that says FAIL. */
interface Examination {
  String about();

  List<Line> look() throws IOException, InterruptedException;
}
