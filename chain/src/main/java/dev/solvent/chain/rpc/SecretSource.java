package dev.solvent.chain.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret text comes from: never a configuration file that is passed around, nor a program's
 * argument, which every user of the machine can read. A source holds no secret itself.
 */
public sealed interface SecretSource {
  int MAX_BYTES = 8_192;

  /** The secret; the exception names the source, and shows nothing of what is in it. */
  SecretText read() throws IOException;

  /** The whole file but for one line feed at its end. */
  record SecretFile(Path file) implements SecretSource {
    @Override
    public SecretText read() throws IOException {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      } catch (IOException e) {
        throw new IOException(file + " cannot be read, want a file with a secret", e);
      }
      int end =
          bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
      try {
        ByteBuffer text = ByteBuffer.wrap(bytes, 0, end);
        return usable(StandardCharsets.UTF_8.newDecoder().decode(text).toString(), file.toString());
      } catch (CharacterCodingException e) {
        throw new IOException(file + " is no UTF-8, want a secret in one line of text");
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }

  /** An environment variable; the environment is usually {@code System::getenv}. */
  record SecretVariable(String name, Function<String, @Nullable String> environment)
      implements SecretSource {
    @Override
    public SecretText read() throws IOException {
      String value = environment.apply(name);
      if (value == null) {
        throw new IOException("environment variable " + name + " not set, want a secret in it");
      }
      return usable(value, "environment variable " + name);
    }
  }

  private static SecretText usable(String text, String from) throws IOException {
    if (text.isEmpty()) {
      throw new IOException(from + " is empty, want a secret in it");
    }
    if (text.length() > MAX_BYTES || text.chars().anyMatch(Character::isISOControl)) {
      throw new IOException(from + " holds more than one line of at most " + MAX_BYTES + " bytes");
    }
    return new SecretText(text);
  }
}
