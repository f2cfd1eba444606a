package dev.solvent.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.keys.KeyAlgorithm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.server.observe.ObserverAnswer.Observed;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code solvent observer} as a process, with the recorded exchange's nodes. */
@Timeout(60)
final class ObserverCommandTest {
  private static final Path EXCHANGE =
      Path.of(System.getProperty("solvent.root", ".."), "fixtures/readings/exchange");
  private static final String PASSWORD = "a password of a test";

  @TempDir private Path folder;

  private Path secret() throws Exception {
    Path password = folder.resolve("password");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(password, PASSWORD + "\n");
  }

  private Path settings() throws Exception {
    String whole = Files.readString(EXCHANGE.resolve("solvent.yaml"));
    String chains =
        whole
            .substring(whole.indexOf("chains:"), whole.indexOf("  - chain: bip122:"))
            .replace(
                "transcript: nodes", "transcript: " + EXCHANGE.resolve("nodes").toAbsolutePath());
    return Files.writeString(folder.resolve("nodes.yaml"), chains);
  }

  @Test
  void publishersManifest_isLookedAt_andWhatWasSeenIsSignedByTheKeyThatItPrints() throws Exception {
    Path password = secret();
    Path key = folder.resolve("key.p12");
    KeyFile.create(key, KeyAlgorithm.P256, new PasswordFile(password));
    List<String> args =
        List.of(
            "--json",
            "--listen=127.0.0.1:0",
            "--config=" + settings(),
            "--key=" + key,
            "--password-file=" + password);
    try (ServiceProcess process =
        ServiceProcess.start(folder, ObserverCommand.class, List.of(), args)) {
      NamedKey who =
          new NamedKey("theirs", VerifyingKey.ofSpki(Base64Text.decode(process.field("spki"))));
      ReservesManifest manifest =
          ReservesManifest.parse(Files.readAllBytes(EXCHANGE.resolve("reserves.json")));
      ObserverClient client =
          new ObserverClient(
              List.of(ObserverClient.Asked.at(who, process.field("url"))),
              new Asker(),
              Duration.ofSeconds(30));
      Observed observed =
          assertInstanceOf(Observed.class, client.ask(manifest, List.of()).get("theirs"));
      assertEquals(1, observed.signed().size());
      assertEquals("\"no nodes\"", observed.unseen().getFirst().why());
      assertEquals(143, process.terminate());
      String log = process.errors();
      assertTrue(log.contains(" /observe 200 "), log);
      assertFalse(log.contains(PASSWORD) || log.contains("0x"), log);
    }
  }
}
