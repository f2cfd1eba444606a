package dev.solvent.attest.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a password or PIN comes from: never a program's argument, which every user of the machine
 * can read. A source holds no secret itself. What it hands out is the caller's, to be wiped after
 * use.
 *
 * <p>A password is of printable ASCII, which every program spells with the same bytes.
 */
public sealed interface PasswordSource {
  int LEAST_NEW = 12;
  int MOST = 1_024;

  /** The password of something that exists. */
  char[] read() throws IOException;

  /** A password for something new: not too short, and on a terminal typed twice. */
  default char[] choose() throws IOException {
    return longEnough(read());
  }

  /** The whole file but for one line end at its end; it may be readable by its owner only. */
  record PasswordFile(Path file) implements PasswordSource {
    @Override
    public char[] read() throws IOException {
      byte[] bytes = PrivateFile.read(file, MOST + 1);
      int end =
          bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
      char[] password = new char[end];
      for (int i = 0; i < end; i++) {
        password[i] = (char) (bytes[i] & 0xFF);
      }
      Arrays.fill(bytes, (byte) 0);
      return usable(password, file.toString());
    }
  }

  /** An environment variable; the environment is usually {@code System::getenv}. */
  record PasswordVariable(String name, Function<String, @Nullable String> environment)
      implements PasswordSource {
    @Override
    public char[] read() throws IOException {
      String value = environment.apply(name);
      if (value == null) {
        throw new IOException("environment variable " + name + " not set, want the password in it");
      }
      return usable(value.toCharArray(), "environment variable " + name);
    }
  }

  /** A person at a terminal, who is asked for what is named here. */
  record PasswordTerminal(Terminal terminal, String what) implements PasswordSource {
    @Override
    public char[] read() throws IOException {
      return usable(terminal.ask(what + ": "), "terminal");
    }

    @Override
    public char[] choose() throws IOException {
      char[] password = longEnough(read());
      char[] again = terminal.ask(what + ", again: ");
      boolean same = Arrays.equals(password, again);
      Arrays.fill(again, '\0');
      if (!same) {
        Arrays.fill(password, '\0');
        throw new IOException("terminal: two different passwords, want the same one twice");
      }
      return password;
    }
  }

  private static char[] usable(char[] password, String from) throws IOException {
    String fault = null;
    if (password.length == 0) {
      fault = "no password";
    } else if (password.length > MOST) {
      fault = "password of more than " + MOST + " characters";
    } else {
      for (char c : password) {
        if (c < ' ' || c > '~') {
          fault = "password with a character that is not printable ASCII";
        }
      }
    }
    if (fault == null) {
      return password;
    }
    Arrays.fill(password, '\0');
    throw new IOException(from + ": " + fault + ", want 1 to " + MOST + " printable ASCII ones");
  }

  private static char[] longEnough(char[] password) throws IOException {
    if (password.length < LEAST_NEW) {
      int length = password.length;
      Arrays.fill(password, '\0');
      throw new IOException(
          "new password of " + length + " characters, want at least " + LEAST_NEW);
    }
    return password;
  }
}
