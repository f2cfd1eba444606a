package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DiskSyncTest {
  @TempDir Path temp;

  /** As a disk that fails while the tree is still being hashed: nothing may be called written. */
  @Test
  @Timeout(60)
  void bytesThatDoNotReachTheDisk_failTheBuild() throws Exception {
    try (DiskSync disk = new DiskSync()) {
      TreeWriter writer = new TreeWriter(temp.resolve("BTC"), 4, 1, 1);
      writer.close();
      disk.adopt(writer); // and the tree never becomes whole
      IOException failure = assertThrows(IOException.class, disk::await);
      assertInstanceOf(ClosedChannelException.class, failure.getCause());
    }
  }
}
