package dev.solvent.attest.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a reader of the log gets: they print back, or are refused, and nothing else. */
class LogFuzzTest {
  static Stream<byte[]> seeds() {
    LogProof proof = LogProofTest.proof();
    Path spec = RepoFiles.root().resolve("docs/spec");
    return Stream.of(
        new byte[0],
        proof.bytes(),
        proof.checkpoint().bytes(),
        proof.checkpoint().checkpoint().text().getBytes(StandardCharsets.UTF_8),
        new AddCheckpointRequest(3, proof.path(), proof.checkpoint()).bytes(),
        "tile/0/x001/x234/067.p/8".getBytes(StandardCharsets.UTF_8),
        "tile/entries/000".getBytes(StandardCharsets.UTF_8),
        EntryBundle.print(SlowLog.entries(0, 3)),
        RepoFiles.text(spec.resolve("witness.md"))
            .replaceAll("(?s).*```policy\n(.*?)```.*", "$1")
            .getBytes(StandardCharsets.UTF_8),
        "quorum none\n".getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void checkpoint_ofAnyBytes(byte[] bytes) {
    try {
      assertArrayEquals(bytes, SignedCheckpoint.parse(bytes).bytes());
    } catch (MalformedException e) {
      refused(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void tilePath_ofAnyBytes(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text, TilePath.parse(text).toString());
    } catch (MalformedException e) {
      refused(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void bundle_ofAnyBytes(byte[] bytes) {
    for (int width : new int[] {1, 3, 256}) {
      try {
        assertArrayEquals(bytes, EntryBundle.print(EntryBundle.parse(bytes, width)));
      } catch (MalformedException e) {
        refused(e);
      }
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void logProof_ofAnyBytes(byte[] bytes) {
    try {
      LogProof proof = LogProof.parse(bytes);
      assertArrayEquals(bytes, proof.bytes());
      proof.check(SlowLog.entry(2), proof.index());
    } catch (MalformedException e) {
      refused(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void policy_ofAnyBytes(byte[] bytes) {
    try {
      WitnessPolicy policy = WitnessPolicy.parse(bytes, NoQuorum.ALLOWED);
      Timestamp now = new Timestamp(Instant.EPOCH);
      policy.check(LogProofTest.signed(List.of()), now, Duration.ZERO);
    } catch (MalformedException e) {
      refused(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void witnessRequest_ofAnyBytes(byte[] bytes) {
    try {
      assertArrayEquals(bytes, AddCheckpointRequest.parse(bytes).bytes());
    } catch (MalformedException e) {
      refused(e);
    }
  }

  /** One line of printable characters, whatever the bytes were. */
  private static void refused(MalformedException e) {
    String message = String.valueOf(e.getMessage());
    assertEquals(-1, message.chars().filter(c -> c < 0x20).findAny().orElse(-1), message);
  }
}
