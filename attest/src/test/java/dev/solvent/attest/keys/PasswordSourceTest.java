package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.keys.PasswordSource.PasswordTerminal;
import dev.solvent.attest.keys.PasswordSource.PasswordVariable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where passwords come from, and which are refused. */
final class PasswordSourceTest {
  private static final String LONG = "correct horse battery";

  @TempDir Path folder;

  private PasswordFile file(String text) {
    return new PasswordFile(
        KeyFiles.file(folder, text.getBytes(StandardCharsets.UTF_8), "rw-------"));
  }

  private static PasswordVariable variable(String value) {
    return new PasswordVariable("SOLVENT_PASSWORD", Map.of("SOLVENT_PASSWORD", value)::get);
  }

  /** Types one answer after another; remembers what it was asked and handed out. */
  private static final class Typist implements Terminal {
    private final Iterator<String> answers;
    private final List<String> prompts = new ArrayList<>();
    private final List<char[]> typed = new ArrayList<>();

    Typist(String... answers) {
      this.answers = List.of(answers).iterator();
    }

    @Override
    public char[] ask(String prompt) {
      prompts.add(prompt);
      typed.add(answers.next().toCharArray());
      return typed.getLast();
    }
  }

  private static void assertRefused(String message, PasswordSource source) {
    IOException refusal = assertThrows(IOException.class, source::choose);
    assertEquals(message, refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {LONG, LONG + "\n"})
  void file_oneLineEndIsCut(String text) throws IOException {
    assertArrayEquals(LONG.toCharArray(), file(text).choose());
  }

  @Test
  void file_spacesStay() throws IOException {
    assertArrayEquals("  twelve plus ".toCharArray(), file("  twelve plus \n").choose());
  }

  @ParameterizedTest
  @ValueSource(strings = {LONG + "\n\n", LONG + "\r\n", "correct\nhorse battery", LONG + "é", "\t"})
  void file_otherCharacters_areRefused(String text) {
    PasswordFile source = file(text);
    assertRefused(
        source.file()
            + ": password with a character that is not printable ASCII,"
            + " want 1 to 1024 printable ASCII ones",
        source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void file_empty_isRefused(String text) {
    PasswordFile source = file(text);
    assertRefused(source.file() + ": no password, want 1 to 1024 printable ASCII ones", source);
  }

  @Test
  void file_openToOthers_isRefused() {
    Path file = KeyFiles.file(folder, LONG.getBytes(StandardCharsets.US_ASCII), "rw-r--r--");
    assertRefused(
        file + ": open to group or others, want it for its owner alone: chmod 600 " + file,
        new PasswordFile(file));
  }

  @Test
  void file_missing_isRefused() {
    Path file = folder.resolve("none");
    assertRefused(file + ": no such file, want one that exists", new PasswordFile(file));
  }

  @Test
  void file_length() throws IOException {
    assertEquals(1_024, file("x".repeat(1_024) + "\n").choose().length);
    PasswordFile longer = file("x".repeat(1_025));
    assertRefused(
        longer.file()
            + ": password of more than 1024 characters, want 1 to 1024 printable ASCII ones",
        longer);
    PasswordFile far = file("x".repeat(100_000));
    assertRefused(far.file() + ": more than 1025 bytes, want at most 1025", far);
  }

  @Test
  void variable_isRead() throws IOException {
    assertArrayEquals(LONG.toCharArray(), variable(LONG).choose());
  }

  @Test
  void variable_notSet_isRefused() {
    assertRefused(
        "environment variable NONE not set, want the password in it",
        new PasswordVariable("NONE", Map.<String, String>of()::get));
  }

  @Test
  void variable_empty_isRefused() {
    assertRefused(
        "environment variable SOLVENT_PASSWORD: no password, want 1 to 1024 printable ASCII ones",
        variable(""));
  }

  /** An HSM's PIN, or the password of another program's file, may be as short as it likes. */
  @Test
  void short_isForWhatExistsAlone() throws IOException {
    assertArrayEquals("1234".toCharArray(), variable("1234").read());
    assertRefused("new password of 4 characters, want at least 12", variable("1234"));
    assertRefused("new password of 11 characters, want at least 12", variable("x".repeat(11)));
    assertEquals(12, variable("x".repeat(12)).choose().length);
  }

  @Test
  void terminal_asksOnceToOpen() throws IOException {
    Typist typist = new Typist(LONG);
    assertArrayEquals(LONG.toCharArray(), new PasswordTerminal(typist, "Password").read());
    assertEquals(List.of("Password: "), typist.prompts);
  }

  @Test
  void terminal_asksTwiceToMake_andWipesTheSecond() throws IOException {
    Typist typist = new Typist(LONG, LONG);
    assertArrayEquals(LONG.toCharArray(), new PasswordTerminal(typist, "Password").choose());
    assertEquals(List.of("Password: ", "Password, again: "), typist.prompts);
    assertArrayEquals(new char[LONG.length()], typist.typed.getLast());
  }

  @Test
  void terminal_twoDifferent_areRefusedAndWiped() {
    Typist typist = new Typist(LONG, "correct horse batterie");
    assertRefused(
        "terminal: two different passwords, want the same one twice",
        new PasswordTerminal(typist, "Password"));
    assertArrayEquals(new char[LONG.length()], typist.typed.getFirst());
  }

  @Test
  void terminal_short_isRefusedBeforeItIsAskedAgain() {
    assertRefused(
        "new password of 5 characters, want at least 12",
        new PasswordTerminal(new Typist("short"), "Password"));
  }

  /** The tests run without one. */
  @Test
  void terminal_none_isRefused() {
    assertRefused(
        "no terminal to ask for a password, want one, a password file or a variable",
        new PasswordTerminal(Terminal.ofProgram(), "Password"));
  }

  @Test
  void noSourcePrintsASecret() {
    assertFalse(file(LONG).toString().contains("horse"));
    assertFalse(variable(LONG).toString().contains("horse"));
    assertFalse(new PasswordTerminal(new Typist(LONG), "Password").toString().contains("horse"));
  }

  /** What was handed out for a key file is wiped when the file has been opened or made. */
  @Test
  void keyFile_wipesThePassword() throws IOException {
    Typist typist = new Typist(LONG, LONG, LONG, "another password");
    PasswordTerminal source = new PasswordTerminal(typist, "Password");
    Path file = folder.resolve("key.p12");
    KeyFile.create(file, KeyAlgorithm.ED25519, source, KeyFiles.FEW);
    KeyFile.open(file, source);
    assertThrows(IOException.class, () -> KeyFile.open(file, source));
    assertEquals(4, typist.typed.size());
    for (char[] typed : typist.typed) {
      assertArrayEquals(new char[typed.length], typed);
    }
  }
}
