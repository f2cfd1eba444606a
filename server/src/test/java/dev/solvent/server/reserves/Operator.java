package dev.solvent.server.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.signature.Digests;
import dev.solvent.server.Solvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Types {@code solvent reserves …} in a folder, and looks at what is printed. One thread. */
final class Operator {
  /** Words that are files in the folder. */
  private static final Set<String> FILES =
      Set.of(
          "solvent.yaml", "checkpoint", "older", "foreign", "empty", "keys.txt", "out", "s1", "s2");

  private final Path folder;
  private int code;
  private String printed = "";

  Operator(Path folder) {
    this.folder = folder;
  }

  void solvent(String... words) {
    List<String> args = new ArrayList<>(List.of("reserves", words[0], "--config", "solvent.yaml"));
    args.addAll(List.of(words).subList(1, words.length));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program = Solvent.commandLine();
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(err, true));
    code =
        program.execute(
            args.stream()
                .map(word -> FILES.contains(word) ? folder.resolve(word).toString() : word)
                .toArray(String[]::new));
    printed = out.toString() + err;
    assertFalse(printed.contains("\tat "), printed);
  }

  String printed() {
    return printed;
  }

  void says(int wantedCode, String... parts) {
    for (String part : parts) {
      assertTrue(printed.contains(part), () -> part + " in\n" + printed);
    }
    assertEquals(wantedCode, code, printed);
  }

  /** As a log publishes it, under a signature that nobody looks at here. */
  void checkpoint(String name, String origin, long size) throws IOException {
    Checkpoint checkpoint =
        new Checkpoint(origin, size, Digests.sha256(name.getBytes(StandardCharsets.UTF_8)));
    SignatureLine line = new SignatureLine(origin, "AAAA".repeat(23));
    Files.write(folder.resolve(name), new SignedCheckpoint(checkpoint, List.of(line)).bytes());
  }
}
