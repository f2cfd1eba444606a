package dev.solvent.server.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.server.Solvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The recorded exchange is read again, with transcripts for nodes. */
final class RecordedReadingTest {
  private static final Path EXCHANGE =
      Path.of(System.getProperty("solvent.root", ".."), "fixtures/readings/exchange");

  @TempDir private Path folder;

  @Test
  void read_fromTranscripts_givesTheManifestThatWasRecorded() throws Exception {
    StringWriter printed = new StringWriter();
    CommandLine program = Solvent.commandLine();
    program.setOut(new PrintWriter(printed, true));
    program.setErr(new PrintWriter(printed, true));

    int code =
        program.execute(
            "reserves",
            "read",
            "--config",
            EXCHANGE.resolve("solvent.yaml").toString(),
            "--epoch",
            "3",
            "--as-of",
            "2026-05-28T20:27:40Z",
            "--checkpoint",
            EXCHANGE.resolve("checkpoint").toString(),
            "--out",
            folder.toString());

    assertEquals(0, code, printed::toString);
    assertTrue(printed.toString().contains("node evm-c"), printed::toString);
    assertEquals(
        Files.readString(EXCHANGE.resolve("reserves.json")),
        Files.readString(folder.resolve("reserves.json")));
  }
}
