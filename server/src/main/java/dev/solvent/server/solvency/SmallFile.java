package dev.solvent.server.solvency;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.book.BookException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that an operator writes, as a whole; what is wrong with it is told by its lines. */
final class SmallFile {
  /** More than ten thousand rows of any of our tables have. */
  private static final int MOST_BYTES = 8 << 20;

  private SmallFile() {}

  /** Makes something of bytes, and adds to the problems what is wrong with them. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] bytes, FirstProblems problems);
  }

  /**
   * What the reader makes of it.
   *
   * @throws UserError where it cannot be read, or there is a problem
   */
  static <T> T read(Path file, Reader<T> reader) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new UserError(FileErrors.inWords(e), "write the file, or take it out of solvent.yaml");
    }
    if (bytes.length > MOST_BYTES) {
      throw new UserError(
          file + ": over " + MOST_BYTES + " bytes, want fewer",
          "leave out what is not owed or held");
    }
    FirstProblems problems = new FirstProblems();
    T read = reader.read(bytes, problems);
    if (!problems.isEmpty()) {
      throw refusal(file, problems);
    }
    return read;
  }

  private static UserError refusal(Path file, FirstProblems problems) {
    BookProblems words =
        BookProblems.of(file.toString(), new BookException(problems.told(), problems.hasMore()));
    return new UserError(words.summary() + ", nothing was taken", words.lines(), words.remedy());
  }
}
