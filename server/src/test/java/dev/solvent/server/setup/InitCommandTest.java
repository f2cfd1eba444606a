package dev.solvent.server.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.VerifyingKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code solvent init} refuses. */
final class InitCommandTest {
  @TempDir private Path folder;

  @Test
  void witness_whoseKeyIsALogs_isAWrongArgument() throws Exception {
    StringWriter err = new StringWriter();
    Path target = folder.resolve("exchange");
    int code =
        new CommandLine(new InitCommand())
            .setErr(new PrintWriter(err, true))
            .execute(
                target.toString(),
                "--issuer",
                "exchange.example",
                "--asset",
                "BTC:8",
                "--witness",
                "https://w.example=" + key());
    assertEquals(2, code, err::toString);
    assertTrue(err.toString().contains("a log's key, want a witness's"), err::toString);
    assertFalse(Files.exists(target));
  }

  private static NoteKey key() throws Exception {
    byte[] spki =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    return new NoteKey("w.example", KeyType.ED25519, (Ed25519Key) VerifyingKey.ofSpki(spki));
  }
}
