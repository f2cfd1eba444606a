package dev.solvent.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.server.data.PublicFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was announced is read from what is public; what is damaged there is named. */
final class AnnouncedTest {
  private static final Hash ZERO = Hash.of(new byte[Hash.BYTES]);
  private static final Hash ONE = Digests.sha256(new byte[] {1});
  private static final Hash TWO = Digests.sha256(new byte[] {2});

  @TempDir private Path folder;
  private PublicFolder open;

  @BeforeEach
  void make() throws Exception {
    open = new PublicFolder(folder);
    Files.createDirectories(open.attestations());
    Files.createDirectories(open.blob("x").getParent());
  }

  /** No report that follows from anything, which is not asked. */
  private static byte[] announcing(Hash policy) {
    return ("{\"announces\":{\"sha256\":\"" + policy + "\"}}").getBytes(UTF_8);
  }

  private Path publish(long epoch, Optional<byte[]> report) throws Exception {
    List<Subject> subjects =
        new ArrayList<>(
            List.of(new Subject(Subject.LIABILITIES, ZERO), new Subject(Subject.RESERVES, ZERO)));
    Path blob = folder.resolve("none");
    if (report.isPresent()) {
      Hash digest = Digests.sha256(report.get());
      subjects.add(new Subject(Subject.SOLVENCY, digest));
      blob = Files.write(open.blob(digest.toString()), report.get());
    }
    Timestamp time = Timestamp.parse("2026-09-01T00:00:00Z");
    Statement statement =
        new Statement(
            time,
            List.of(),
            new Epoch(epoch),
            TestExchange.ISSUER,
            "exchange.example/log",
            new Timestamp(time.instant().plusSeconds(60)),
            Optional.empty(),
            new RootName(ZERO, 1),
            subjects);
    Files.write(
        open.envelope(new Epoch(epoch)),
        Envelope.sign(
                Statement.PAYLOAD_TYPE, statement.toBytes(), List.of(TestKey.named("statement")))
            .toBytes());
    return blob;
  }

  private Optional<Hash> before(long epoch) throws Exception {
    return Announced.before(open, new Epoch(epoch));
  }

  private void damaged(Path file, String words) {
    DamagedException damage = assertThrows(DamagedException.class, () -> before(3));
    assertTrue(damage.getMessage().startsWith(file + ": "), damage.getMessage());
    assertTrue(damage.getMessage().contains(words), damage.getMessage());
  }

  @Test
  void newestReport_counts_alsoWhereEpochsWithoutOneLieBetween() throws Exception {
    assertEquals(Optional.empty(), before(1));
    publish(1, Optional.of(announcing(ONE)));
    assertEquals(Optional.empty(), before(1), "it does not promise for itself");
    assertEquals(Optional.of(ONE), before(2));
    publish(2, Optional.empty());
    assertEquals(Optional.of(ONE), before(3));
    publish(3, Optional.of(announcing(TWO)));
    assertEquals(Optional.of(ONE), before(3));
    assertEquals(Optional.of(TWO), before(4));
  }

  @Test
  void envelopeThatIsNone_isDamage() throws Exception {
    publish(1, Optional.of(announcing(ONE)));
    Path envelope = open.envelope(new Epoch(2));
    Files.writeString(envelope, "{}");
    damaged(envelope, "want");
  }

  @Test
  void reportThatCannotBeRead_isDamage() throws Exception {
    publish(1, Optional.of(announcing(ONE)));
    damaged(publish(2, Optional.of("{}".getBytes(UTF_8))), "report without announces.sha256");
  }

  @Test
  void reportOfOtherBytes_isDamage_andNothingOlderIsTaken() throws Exception {
    publish(1, Optional.of(announcing(ONE)));
    Path report = publish(2, Optional.of(announcing(TWO)));
    Files.write(report, announcing(ONE));
    damaged(report, "other bytes than its name says");
  }
}
