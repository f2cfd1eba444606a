package dev.solvent.server.solvency;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A file that an operator writes, as a whole; what is wrong with it is told by its lines. */
final class SmallFile {
  /** More than ten thousand rows of any of our tables have. */
  private static final int MOST_BYTES = 8 << 20;

  private static final int MOST_PROBLEMS = 20;

  private SmallFile() {}

  /** Makes something of bytes, and adds to the problems what is wrong with them. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] bytes, List<Problem> problems);
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
    List<Problem> problems = new ArrayList<>();
    T read = reader.read(bytes, problems);
    if (!problems.isEmpty()) {
      throw refusal(file, problems);
    }
    return read;
  }

  private static UserError refusal(Path file, List<Problem> problems) {
    Collections.sort(problems);
    boolean more = problems.size() > MOST_PROBLEMS;
    List<Problem> shown = more ? problems.subList(0, MOST_PROBLEMS) : problems;
    BookProblems words = BookProblems.of(file.toString(), new BookException(shown, more));
    return new UserError(words.summary() + ", nothing was taken", words.lines(), words.remedy());
  }
}
