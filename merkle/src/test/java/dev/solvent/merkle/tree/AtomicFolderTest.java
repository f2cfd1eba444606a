package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir Path temp;

  private List<String> names() throws Exception {
    try (var files = Files.list(temp)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void committed_hasItsNameAndItsFilesAndOneOwner() throws Exception {
    try (AtomicFolder folder = AtomicFolder.begin(temp.resolve("a"))) {
      Files.writeString(folder.path().resolve("file"), "text");
      assertTrue(Files.notExists(temp.resolve("a")));
      folder.commit();
    }
    assertEquals(List.of("a"), names());
    assertEquals("text", Files.readString(temp.resolve("a/file")));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("a"))));
  }

  @Test
  void notCommitted_leavesNothing() throws Exception {
    try (AtomicFolder folder = AtomicFolder.begin(temp.resolve("a"))) {
      Files.createDirectory(folder.path().resolve("sub"));
      Files.writeString(folder.path().resolve("sub/file"), "text");
    }
    assertEquals(List.of(), names());
  }

  @Test
  void existingTarget_isRefusedAtOnce() throws Exception {
    Files.createDirectory(temp.resolve("a"));
    assertThrows(
        FileAlreadyExistsException.class, () -> AtomicFolder.begin(temp.resolve("a")).close());
    assertEquals(List.of("a"), names());
  }

  @Test
  void ofTwoMakers_theFirstToCommitWins() throws Exception {
    try (AtomicFolder slow = AtomicFolder.begin(temp.resolve("a"));
        AtomicFolder fast = AtomicFolder.begin(temp.resolve("a"))) {
      Files.writeString(slow.path().resolve("file"), "slow");
      Files.writeString(fast.path().resolve("file"), "fast");
      fast.commit();
      assertThrows(FileAlreadyExistsException.class, slow::commit);
    }
    assertEquals("fast", Files.readString(temp.resolve("a/file")));
    assertEquals(List.of("a"), names());
  }

  @Test
  void leftoversOfADeadMaker_areRemoved_andThoseOfALivingOneAreNot() throws Exception {
    Files.createDirectory(temp.resolve(".a.building-dead"));
    Files.writeString(temp.resolve(".a.building-dead/file"), "half");
    Files.createFile(temp.resolve(".a.building-dead.lock"));
    Files.createFile(temp.resolve(".b.building-other.lock"));
    try (AtomicFolder living = AtomicFolder.begin(temp.resolve("a"))) {
      assertTrue(Files.notExists(temp.resolve(".a.building-dead")));
      AtomicFolder.begin(temp.resolve("a")).close();
      assertTrue(Files.exists(living.path()));
    }
    assertEquals(List.of(".b.building-other.lock"), names());
  }

  /** Another process that makes the same folder, and gives up. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      AtomicFolder.begin(Path.of(args[0])).close();
    }
  }

  @Test
  void anotherProcess_leavesTheFoldersOfThisOne_thoughThisOneLookedAtItsOwnLocks()
      throws Exception {
    try (AtomicFolder living = AtomicFolder.begin(temp.resolve("a"))) {
      AtomicFolder.begin(temp.resolve("a")).close(); // to touch the first one's lock would lose it
      Process other =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Other.class.getName(),
                  temp.resolve("a").toString())
              .inheritIO()
              .start();
      assertEquals(0, other.waitFor());
      assertTrue(Files.exists(living.path()));
    }
    assertEquals(List.of(), names());
  }
}
