package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing with a key in SoftHSM2, which stands for every HSM. */
final class HsmTest {
  private static final String PIN = "987654321";

  /** Debian and Ubuntu, then Homebrew. */
  private static final List<String> LIBRARIES =
      List.of(
          "/usr/lib/softhsm/libsofthsm2.so",
          "/opt/homebrew/lib/softhsm/libsofthsm2.so",
          "/usr/local/lib/softhsm/libsofthsm2.so");

  @TempDir static Path folder;
  private static String library;

  /** The number of the slot that holds the token. */
  private static String slot;

  /** One token, made with the commands of the spec, with three keys in it. */
  @BeforeAll
  static void makeToken() throws IOException {
    library = LIBRARIES.stream().filter(path -> Files.exists(Path.of(path))).findFirst().orElse("");
    if (library.isEmpty()) {
      assertNull(System.getenv("CI"), "no SoftHSM2 here, want apt-get install softhsm2");
    }
    assumeTrue(!library.isEmpty(), "skipped: no SoftHSM2 here (apt-get install softhsm2)");
    Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(
        folder.resolve("softhsm2.conf"),
        "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
    String made =
        run(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "solvent",
            "--so-pin",
            "12345678",
            "--pin",
            PIN);
    Matcher number = Pattern.compile("slot ([0-9]+)").matcher(made);
    assertTrue(number.find(), made);
    slot = "=" + number.group(1);
    Files.writeString(
        folder.resolve("pkcs11.conf"),
        "name = Solvent\nlibrary = " + library + "\nslot = " + number.group(1) + "\n");
    generate("statement", "-keyalg", "EC", "-groupname", "secp256r1");
    generate("rsa", "-keyalg", "RSA", "-keysize", "2048");
    generate("p384", "-keyalg", "EC", "-groupname", "secp384r1");
  }

  private static void generate(String label, String... kind) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java("keytool"),
                "-genkeypair",
                "-keystore",
                "NONE",
                "-storetype",
                "PKCS11",
                "-addprovider",
                "SunPKCS11",
                "-providerarg",
                "" + folder.resolve("pkcs11.conf"),
                "-storepass:env",
                "PIN",
                "-alias",
                label,
                "-dname",
                "CN=" + label));
    command.addAll(List.of(kind));
    run(command.toArray(String[]::new));
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static String run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    builder.environment().put("PIN", PIN);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertEquals(0, process.waitFor(), printed);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return printed;
  }

  /** What each line is answered. */
  private static List<String> answers(String... lines) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HsmProgram.class.getName()));
    command.addAll(List.of(lines));
    String printed = run(command.toArray(String[]::new));
    List<String> answers =
        printed.lines().filter(line -> line.startsWith("> ")).map(l -> l.substring(2)).toList();
    assertEquals(lines.length, answers.size(), printed);
    return answers;
  }

  private static String line(String... words) {
    return String.join(" ", words);
  }

  private static VerifyingKey assertSigned(String answer) throws MalformedException {
    String[] words = answer.split(" ", -1);
    assertEquals("signed", words[0], answer);
    VerifyingKey key = VerifyingKey.ofSpki(Base64Text.decode(words[1]));
    Envelope envelope = Envelope.parse(Base64Text.decode(words[2]));
    assertInstanceOf(SignedBy.Enough.class, envelope.verify(List.of(key), 1));
    return key;
  }

  @Test
  void envelopeSignedInTheToken_isVerified() throws IOException, MalformedException {
    List<String> answers =
        answers(
            line(library, slot, PIN, "statement"),
            line(library, "#0", PIN, "statement"),
            line(library, slot, PIN, "statement", "many"));
    assertEquals(assertSigned(answers.get(0)), assertSigned(answers.get(1)));
    assertEquals("refused []", answers.get(2));
  }

  @Test
  void signerOfAClosedHsm_signsNoMore() throws IOException {
    String answer = answers(line(library, slot, PIN, "statement", "closed")).getFirst();
    assertTrue(answer.startsWith("no signature by P-256 "), answer);
    assertTrue(answer.endsWith("), want a key that can be used"), answer);
  }

  /** The path becomes a line of the JDK's configuration, where these would mean something else. */
  @ParameterizedTest
  @ValueSource(strings = {"a b.so", "${user.home}.so", "a\nslot=1", "\"a\".so", "#.so"})
  void pathThatIsNotPlain_isRefused(String file) throws IOException {
    Path path = Files.writeString(Files.createTempDirectory(folder, "p").resolve(file), "");
    IOException refusal =
        assertThrows(
            IOException.class, () -> Hsm.open(path, Hsm.Slot.ofId(0), KeyFiles.password(PIN)));
    assertEquals(
        path + ": not a plain path, want an absolute one of letters, digits and ._+@:-",
        refusal.getMessage());
  }

  @Test
  void slot_fromZero() {
    assertEquals("slot 0", Hsm.Slot.ofId(0).toString());
    assertThrows(IllegalArgumentException.class, () -> Hsm.Slot.ofId(-1));
    assertThrows(IllegalArgumentException.class, () -> Hsm.Slot.ofPlace(-1));
    assertThrows(IllegalArgumentException.class, () -> new Hsm.Slot("nssSecmod", 0));
  }

  /** The wrong PIN first, and once: a process that is logged in is asked for none. */
  @Test
  void faults_areNamed() throws IOException {
    String noLibrary = folder.resolve("none.so").toString();
    String notOne = Files.writeString(folder.resolve("text.so"), "text").toString();
    String name = library + ", slot " + slot.substring(1);
    List<String> answers =
        answers(
            line(library, slot, "123456780", "statement"),
            line(library, slot, PIN, "nobody"),
            line(library, slot, PIN, "rsa"),
            line(library, slot, PIN, "p384"),
            line(noLibrary, slot, PIN, "statement"),
            line(library.substring(1), slot, PIN, "statement"),
            line(notOne, slot, PIN, "statement"),
            line(library, "=7", PIN, "statement"),
            line(library, "#9", PIN, "statement"),
            line(library, "#1", PIN, "statement"));
    String noKey = ": another kind of key (";
    List<String> wanted =
        List.of(
            name + ": wrong PIN, want the token's user PIN",
            name + ", key nobody: no such key, want a private key with its certificate",
            name + ", key rsa" + noKey + "RSA), want Ed25519 or P-256",
            name + ", key p384" + noKey + "EC), want Ed25519 or P-256",
            noLibrary + ": no such library, want a PKCS#11 one",
            library.substring(1)
                + ": not a plain path, want an absolute one of letters, digits and ._+@:-");
    assertEquals(wanted, answers.subList(0, 6));
    List<String> noToken = List.of(notOne + ", slot ", library + ", slot 7", library + ", slotL");
    for (int i = 6; i < answers.size(); i++) {
      String answer = answers.get(i);
      assertTrue(noToken.stream().anyMatch(answer::startsWith), answer);
      assertTrue(answer.contains(": no token ("), answer);
      assertTrue(answer.endsWith("), want a slot with an initialized one"), answer);
    }
  }
}
