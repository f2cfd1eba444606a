package dev.solvent.verifier.audit;

import dev.solvent.verifier.cli.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs the command as it is started, and keeps what it printed. */
final class AuditProgram {
  static final Path FILES =
      Path.of(System.getProperty("solvent.root"), "fixtures", "vectors", "bundles", "files");

  record Ran(int code, String out, String err) {}

  private AuditProgram() {}

  /** With the vectors' honest attestation, and the reader who trusts it. */
  static Ran run(Path kit, String... more) {
    return runOn(kit, FILES.resolve("honest.bundle.json").toString(), more);
  }

  static Ran runOn(Path kit, String attestation, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                kit.toString(),
                "--attestation",
                attestation,
                "--trust",
                FILES.resolve("honest.root.json").toString(),
                "--policy",
                FILES.resolve("honest.policy.json").toString(),
                "--at",
                "2026-05-28T21:27:40Z"));
    args.addAll(List.of(more));
    if (!args.contains("--work")) {
      args.addAll(List.of("--work", kit.toAbsolutePath().resolveSibling("").toString()));
    }
    return plain(args.toArray(String[]::new));
  }

  static Ran plain(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Failures.handledBy(new CommandLine(new AuditCommand()));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(args);
    return new Ran(code, out.toString(), err.toString());
  }
}
