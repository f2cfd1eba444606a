package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.signature.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenSSL reads what is written here, and what it writes is read here. */
final class OpensslTest {
  @TempDir Path folder;
  private Path password;

  @BeforeEach
  void setUp() throws IOException {
    assumeTrue(isThere(), "skipped: no OpenSSL 3 here");
    password = folder.resolve("password");
    PrivateFile.create(password, (KeyFiles.PASSWORD + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isThere() {
    try {
      return openssl("version").startsWith("OpenSSL 3");
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs it, wants it to end well, and returns what it printed. */
  private static String openssl(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertEquals(0, process.waitFor(), printed);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return printed;
  }

  private static byte[] pem(String text) {
    StringBuilder base64 = new StringBuilder();
    text.lines().filter(line -> !line.startsWith("-----")).forEach(base64::append);
    return Base64.getDecoder().decode(base64.toString());
  }

  @ParameterizedTest
  @EnumSource
  void ours_isReadByOpenssl(KeyAlgorithm algorithm) throws IOException {
    Path file = folder.resolve("key.p12");
    Signer signer = KeyFile.create(file, algorithm, new PasswordFile(password), KeyFiles.FEW);
    Path pem = folder.resolve("key.pem");
    openssl("pkcs12", "-in", "" + file, "-passin", "file:" + password, "-nodes", "-out", "" + pem);
    assertArrayEquals(signer.key().spki(), pem(openssl("pkey", "-in", pem.toString(), "-pubout")));
    String info =
        openssl("pkcs12", "-in", "" + file, "-passin", "file:" + password, "-info", "-noout");
    assertTrue(info.contains("MAC: sha256, Iteration 1000"), info);
    assertEquals(2, info.split("PBES2, PBKDF2, AES-256-CBC, Iteration 1000").length - 1, info);
  }

  @ParameterizedTest
  @EnumSource
  void opensslsOwn_isOpened(KeyAlgorithm algorithm) throws IOException {
    Path file = export(algorithm, List.of());
    Signer signer = KeyFile.open(file, new PasswordFile(password));
    assertArrayEquals(
        pem(openssl("pkey", "-in", "" + folder.resolve("made.pem"), "-pubout")),
        signer.key().spki());
  }

  /** Neither a MAC nor an encrypted certificate: the wrong password then opens all but the key. */
  @Test
  void opensslsBarest_isOpenedByItsPasswordAlone() throws IOException {
    Path file = export(KeyAlgorithm.ED25519, List.of("-nomac", "-certpbe", "NONE"));
    KeyFile.open(file, new PasswordFile(password));
    IOException refusal =
        assertThrows(
            IOException.class, () -> KeyFile.open(file, KeyFiles.password("another password")));
    assertTrue(
        refusal.getMessage().startsWith(file + ": key not opened by this password ("),
        refusal.getMessage());
  }

  private Path export(KeyAlgorithm algorithm, List<String> options) throws IOException {
    String pem = folder.resolve("made.pem").toString();
    String certificate = folder.resolve("made.crt").toString();
    Path file = folder.resolve("made.p12");
    switch (algorithm) {
      case ED25519 -> openssl("genpkey", "-algorithm", "ED25519", "-out", pem);
      case P256 ->
          openssl(
              "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", pem);
    }
    openssl("req", "-x509", "-key", pem, "-subj", "/CN=test", "-out", certificate);
    List<String> command =
        new ArrayList<>(
            List.of(
                "pkcs12",
                "-export",
                "-inkey",
                pem,
                "-in",
                certificate,
                "-out",
                "" + file,
                "-passout",
                "file:" + password));
    command.addAll(options);
    openssl(command.toArray(String[]::new));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
