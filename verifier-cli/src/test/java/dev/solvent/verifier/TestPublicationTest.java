package dev.solvent.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.text.Timestamp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tests' own exchange is honest: whatever a test sees fail, fails because of that test. */
class TestPublicationTest {
  private static final Timestamp FIRST = TestPublication.time("2026-09-01T00:00:00Z");

  @TempDir private Path home;

  private String verify(TestPublication publication, long epoch, Timestamp now) {
    CommandLine commandLine = SolventVerify.commandLine();
    StringWriter out = new StringWriter();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(out, true));
    commandLine.execute(
        "attestation",
        "--home=" + home.resolve("reader"),
        "--trust=" + publication.rootFile(),
        "--policy=" + publication.policyFile(),
        "--at=" + now,
        "--epoch=" + epoch,
        publication.folder().toString());
    return out.toString();
  }

  @Test
  void everyDayIsVerifiedAtItsTime() throws Exception {
    TestPublication publication = TestPublication.in(home.resolve("exchange"), FIRST);
    publication.publish(TestDay.EMPTY);
    publication.publish(TestDay.ORDINARY);
    publication.publish(TestRoots.signed(TestRoots.after(publication.newestRoot().root(), 2)));
    publication.publish(TestDay.ORDINARY);
    for (long epoch = 1; epoch <= 3; epoch++) {
      String report = verify(publication, epoch, publication.at(epoch, 3600));
      assertEquals("VERIFIED exchange.example, epoch " + epoch, report.lines().findFirst().get());
    }
  }

  @Test
  void aDayThatHoldsLessIsShort_andALateOneIsStaleOnceItIsDue() throws Exception {
    TestPublication publication = TestPublication.in(home.resolve("exchange"), FIRST);
    publication.publish(TestDay.EMPTY);
    publication.publish(TestDay.ORDINARY.holding(TestDay.ETHER).late(Duration.ofHours(9)));
    String atItsTime = verify(publication, 2, publication.at(2, 10 * 3600));
    assertEquals("SHORT exchange.example, epoch 2", atItsTime.lines().findFirst().get());
    String before = verify(publication, 1, publication.at(2, 8 * 3600));
    assertEquals("STALE exchange.example, epoch 1", before.lines().findFirst().get());
  }
}
