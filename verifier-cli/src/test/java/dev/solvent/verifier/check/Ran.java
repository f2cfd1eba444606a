package dev.solvent.verifier.check;

import dev.solvent.verifier.SolventVerify;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the program, in this process. */
record Ran(int code, String out, String err) {
  static Ran of(List<String> args) {
    return of(args.toArray(String[]::new));
  }

  static Ran of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        SolventVerify.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Ran(code, out.toString(), err.toString());
  }

  /** With these words on standard input. */
  static Ran reading(String input, String... args) {
    InputStream own = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return of(args);
    } finally {
      System.setIn(own);
    }
  }

  List<String> lines() {
    return out.lines().toList();
  }

  String first() {
    return out.lines().findFirst().orElse("");
  }
}
