package dev.solvent.server.doctor;

import dev.solvent.server.config.BookSettings.Input;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.EpochFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the next epoch has room: {@code docs/operating/doctor.md} has the formula. */
final class DiskExamination implements Examination {
  private static final Pattern EPOCH = Pattern.compile("[0-9]{6,16}");
  private static final long LEAST = 64L << 20;
  private static final int GZIP = 5;
  private static final int EPOCHS_TO_COME = 3;

  private final Premises premises;

  DiskExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "disk";
  }

  @Override
  public List<Line> look() throws IOException {
    DataFolder data = premises.data();
    long free = Files.getFileStore(data.root()).getUsableSpace();
    Optional<EpochFolder> last = last(data);
    long trees = last.isPresent() ? bytes(last.get().trees()) : 0;
    long reserves = last.isPresent() ? bytes(last.get().reserves()) : 0;
    return List.of(line(free, need(trees, reserves, book())));
  }

  /**
   * What the next epoch takes.
   *
   * @param trees bytes of the last epoch's trees, 0 where there are none
   * @param reserves bytes of its reserves and evidence
   * @param book bytes of the book, unpacked; 0 where it is no file
   */
  static long need(long trees, long reserves, long book) {
    long next = Math.max(trees + trees / 4, trees == 0 ? 2 * book : 0);
    return 2 * next + 4 * reserves + LEAST; // as much again is sorted beside the trees
  }

  static Line line(long free, long need) {
    String found =
        String.format(
            Locale.ROOT, "%,d MB free, the next epoch takes about %,d MB", free >> 20, need >> 20);
    if (free < need) {
      return Line.fail("disk", found, "make room, or keep fewer trees: keepTrees");
    }
    return free < EPOCHS_TO_COME * need
        ? Line.warn("disk", found, "make room before there is none: keepTrees says what is kept")
        : Line.ok("disk", found);
  }

  private long book() throws IOException {
    return switch (premises.publishing().book().input()) {
      case Input.Csv(Path file) -> size(file);
      case Input.Parquet(Path file) -> GZIP * size(file);
      case Input.Query _ -> 0;
    };
  }

  private static long size(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    boolean packed = file.toString().endsWith(".gz");
    return (packed ? GZIP : 1) * Files.size(file);
  }

  private static Optional<EpochFolder> last(DataFolder data) throws IOException {
    if (!Files.isDirectory(data.epochs())) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(data.epochs())) {
      return folders
          .filter(folder -> EPOCH.matcher(String.valueOf(folder.getFileName())).matches())
          .filter(folder -> Files.isDirectory(new EpochFolder(folder).trees()))
          .max(
              java.util.Comparator.comparingLong(
                  folder -> Long.parseLong(String.valueOf(folder.getFileName()))))
          .map(EpochFolder::new);
    }
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
