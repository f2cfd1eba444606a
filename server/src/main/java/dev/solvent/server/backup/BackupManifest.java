package dev.solvent.server.backup;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code backup.json}: every other file of a backup.
 *
 * @param trees whether the epochs' trees are in it
 * @param publicFiles whether {@code public/} is in it
 */
record BackupManifest(Timestamp created, List<Entry> files, boolean publicFiles, boolean trees) {
  static final String NAME = "backup.json";

  private static final String FORMAT = "solvent/backup/v1";
  private static final int MOST_FILES = 1_000_000;
  private static final JsonLimits LIMITS = new JsonLimits(512 << 20, 4, 5 * MOST_FILES);

  BackupManifest {
    files = List.copyOf(files);
    Set<String> paths = new HashSet<>();
    for (Entry file : files) {
      if (!paths.add(file.path()) || file.path().equals(NAME)) {
        throw new IllegalArgumentException(
            "file " + Quoted.of(file.path()) + " a second time, want each once");
      }
    }
  }

  /**
   * A file of the backup.
   *
   * @param path below the backup's folder, parted by {@code /}
   */
  record Entry(String path, Hash sha256, long size) {
    private static final int LONGEST = 1000;

    Entry {
      boolean plain =
          Arrays.stream(path.split("/", -1))
              .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
      boolean clean = path.chars().noneMatch(c -> c < 0x20 || c == '\\');
      if (!plain || !clean || path.length() > LONGEST) {
        throw new IllegalArgumentException(
            "path " + Quoted.of(path) + ", want one below the backup's folder");
      }
      if (size < 0) {
        throw new IllegalArgumentException("size " + size + ", want 0 or more");
      }
    }

    private static Entry read(Fields in) throws MalformedException {
      String path = in.text("path");
      Hash sha256 = in.text("sha256", Hash::parse);
      long size = in.integer("size", 0, (1L << 53) - 1);
      return in.build(() -> new Entry(path, sha256, size));
    }

    private JsonObject toJson() {
      return new ObjectBuilder()
          .put("path", path)
          .put("sha256", sha256.toString())
          .put("size", size)
          .build();
    }
  }

  long bytes() {
    return files.stream().mapToLong(Entry::size).sum();
  }

  static BackupManifest parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, BackupManifest::read);
  }

  private static BackupManifest read(Fields in) throws MalformedException {
    Timestamp created = in.text("created", Timestamp::parse);
    List<Entry> files = in.list("files", 1, MOST_FILES, Entry::read);
    in.constant("format", FORMAT);
    boolean publicFiles = in.truth("public");
    boolean trees = in.truth("trees");
    return in.build(() -> new BackupManifest(created, files, publicFiles, trees));
  }

  /** The form that {@link #parse} reads. */
  byte[] toBytes() {
    return CanonicalJson.print(
        new ObjectBuilder()
            .put("created", created.toString())
            .put("files", files, Entry::toJson)
            .put("format", FORMAT)
            .put("public", publicFiles)
            .put("trees", trees)
            .build(),
        LIMITS);
  }
}
