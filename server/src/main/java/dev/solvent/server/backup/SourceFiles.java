package dev.solvent.server.backup;

import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The files of a folder, without those that a writer has not finished. */
final class SourceFiles extends SimpleFileVisitor<Path> {
  private final Predicate<Path> without;
  private final List<Path> files = new ArrayList<>();

  private SourceFiles(Predicate<Path> without) {
    this.without = without;
  }

  /** None where there is no such folder. */
  static List<Path> in(Path folder, Predicate<Path> without) throws IOException {
    SourceFiles visitor = new SourceFiles(without);
    if (Files.exists(folder)) {
      Files.walkFileTree(folder.toRealPath(), visitor);
    }
    return visitor.files.stream().sorted().toList();
  }

  private static boolean isUnfinished(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(".unfinished")
        || name.equals(".incoming")
        || (name.startsWith(".") && name.contains(".building-"));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return isUnfinished(folder) || without.test(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!isUnfinished(file)) {
      if (!attributes.isRegularFile()) {
        throw new UserError(
            file + ": neither a file nor a folder, want nothing else in it",
            "put the file itself there, not a link to it");
      }
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (isUnfinished(file)) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }
}
