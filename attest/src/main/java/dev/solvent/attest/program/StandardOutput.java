package dev.solvent.attest.program;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written. The JDK's own tells nobody: a proof
 * cut short by a full disk would come with exit code 0.
 */
public final class StandardOutput extends OutputStream {
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private @Nullable String failure;

  private StandardOutput() {}

  /** Takes the place of {@code System.out}, in its encoding. */
  public static StandardOutput install() {
    StandardOutput output = new StandardOutput();
    Charset charset = System.out.charset();
    System.setOut(new PrintStream(new BufferedOutputStream(output, 8192), false, charset));
    return output;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int at, int length) throws IOException {
    try {
      out.write(bytes, at, length);
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  /**
   * Writes what is left, and says why something was lost; null where nothing was, or where the
   * reader of a pipe had seen enough.
   */
  public @Nullable String finish() {
    System.out.flush();
    return "Broken pipe".equals(failure) ? null : failure;
  }
}
