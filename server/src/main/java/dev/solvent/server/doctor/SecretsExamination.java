package dev.solvent.server.doctor;

import dev.solvent.attest.keys.PasswordSource;
import dev.solvent.server.config.KeySettings;
import dev.solvent.server.config.KeySettings.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether anybody but their owner can read what has to stay secret. */
final class SecretsExamination implements Examination {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Premises premises;

  SecretsExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "secret files";
  }

  @Override
  public List<Line> look() throws IOException {
    List<Line> lines = new ArrayList<>();
    Set<Path> files = files(premises.publishing().keys());
    for (Path file : files) {
      if (othersMay(file)) {
        lines.add(
            Line.fail(
                about(),
                file + " is " + permissions(file) + ", want its owner alone",
                "chmod 600 " + file));
      }
    }
    if (lines.isEmpty()) {
      lines.add(Line.ok(about(), files.size() + " files that their owner alone can read"));
    }
    Path data = premises.data().root();
    Path epochs = premises.data().epochs();
    if (othersMay(data) && (!Files.exists(epochs) || othersMay(epochs))) {
      lines.add(
          Line.warn(
              "folder of data",
              data + " can be read by others, and its trees hold every balance",
              "chmod 700 " + epochs + "; what is public is in " + data.resolve("public")));
    }
    return lines;
  }

  private static Set<Path> files(KeySettings keys) {
    Set<Path> files = new LinkedHashSet<>();
    files.add(keys.master());
    Stream.concat(
            Stream.concat(keys.statement().stream(), Stream.of(keys.log())),
            keys.receipt().stream())
        .forEach(place -> {
          switch (place) {
            case Place.InFile(var file, var password) -> {
              files.add(file);
              addFile(password, files);
            }
            case Place.InDevice(_, _, _, var pin) -> addFile(pin, files);
          }
        });
    return files;
  }

  private static void addFile(PasswordSource source, Set<Path> files) {
    if (source instanceof PasswordSource.PasswordFile(Path file)) {
      files.add(file);
    }
  }

  private static boolean othersMay(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
