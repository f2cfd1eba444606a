package dev.solvent.server.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.party.RawServer;
import dev.solvent.server.party.RawServer.Behaviour;
import dev.solvent.server.witness.WitnessAnswer.Ahead;
import dev.solvent.server.witness.WitnessAnswer.Away;
import dev.solvent.server.witness.WitnessAnswer.Behind;
import dev.solvent.server.witness.WitnessAnswer.Cosigned;
import dev.solvent.server.witness.WitnessAnswer.OtherHistory;
import dev.solvent.server.witness.WitnessAnswer.Refused;
import dev.solvent.server.witness.WitnessAnswer.Wrong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a witness may do wrong costs its own line, and no more time than it was given. */
final class LyingWitnessTest {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final String SIZE = "text/x.tlog.size";

  @TempDir static Path writer;
  private static SignedCheckpoint signed;

  @BeforeAll
  static void makeLog() throws Exception {
    TransparencyLog log =
        TransparencyLog.init(
            World.settings(writer, _ -> List.of(), World.policy("nobody", "http://127.0.0.1:1")));
    log.append(World.entries("a", "b", "c", "d", "e"), World.NOW);
    signed = log.signed();
  }

  private static WitnessAnswer ask(RawServer server) throws Exception {
    try (server) {
      WitnessClient client = World.client(World.policy("w1", server.url()), writer, SHORT);
      List<SignatureLine> lines =
          assertTimeout(Duration.ofSeconds(10), () -> client.collect(signed));
      WitnessAnswer answer = client.last().get("w1");
      assertEquals(answer instanceof Cosigned ? 1 : 0, lines.size());
      return answer;
    }
  }

  private static WitnessAnswer ask(int status, String type, String body) throws Exception {
    return ask(RawServer.answering(status, type, RawServer.text(body)));
  }

  private static Behaviour cosigning(String by, String text, Timestamp at) {
    return (_, _, out) -> {
      String line = World.cosigner(by).cosign(text, at) + "\n";
      out.write(RawServer.http(200, "text/plain", RawServer.text(line)));
    };
  }

  private static String wrong(RawServer server) throws Exception {
    return assertInstanceOf(Wrong.class, ask(server)).why();
  }

  @Test
  void goodCosignature_isTaken() throws Exception {
    assertInstanceOf(
        Cosigned.class,
        ask(RawServer.that(cosigning("w1", signed.checkpoint().text(), World.NOW))));
  }

  @Test
  void cosignatureOfSomethingElse_isWrong() throws Exception {
    Checkpoint other = new Checkpoint(World.ORIGIN, 6, signed.checkpoint().root());
    String why = wrong(RawServer.that(cosigning("w1", other.text(), World.NOW)));
    assertTrue(why.contains("does not verify"), why);
  }

  @Test
  void cosignatureOfAnother_isNoneOfIts() throws Exception {
    String text = signed.checkpoint().text();
    assertEquals(
        "0 lines of its key, want 1", wrong(RawServer.that(cosigning("w2", text, World.NOW))));
  }

  @Test
  void cosignatureFromTheFuture_isWrong() throws Exception {
    Timestamp later = new Timestamp(World.NOW.instant().plus(Duration.ofHours(1)));
    String why = wrong(RawServer.that(cosigning("w1", signed.checkpoint().text(), later)));
    assertTrue(why.contains("seconds after"), why);
  }

  @Test
  void garbage_isWrong() throws Exception {
    assertInstanceOf(Wrong.class, ask(200, "text/html", "<html>hello</html>"));
    assertInstanceOf(Wrong.class, ask(200, "text/plain", ""));
    assertInstanceOf(Wrong.class, ask(409, SIZE, "five\n"));
    assertInstanceOf(Wrong.class, ask(409, SIZE, "9".repeat(30) + "\n"));
    assertInstanceOf(Wrong.class, ask(409, SIZE, "0\n"));
  }

  @Test
  void refusals_areToldWithItsWords() throws Exception {
    assertEquals(
        new Refused(404, "\"log \\u0022x\\u0022, want another\""),
        ask(404, "text/plain", "log \"x\", want another\n"));
    assertInstanceOf(Refused.class, ask(403, "text/plain", ""));
    assertEquals(new OtherHistory(0), ask(422, "text/plain", "no"));
  }

  @Test
  void sizes_areToldAsTheyAre() throws Exception {
    assertEquals(new Ahead(6), ask(409, SIZE, "6\n"));
    assertEquals(
        new Behind(4),
        ask(
            RawServer.that((number, _, out) ->
                out.write(
                    RawServer.http(409, SIZE, RawServer.text(number == 1 ? "3\n" : "4\n"))))));
    assertEquals(
        new OtherHistory(5),
        ask(RawServer.that((_, _, out) -> out.write(RawServer.http(409, SIZE, five())))));
  }

  private static byte[] five() {
    return RawServer.text("5\n");
  }

  @Test
  void secondRequest_provesGrowthFromTheSizeThatItWasTold() throws Exception {
    long[] sizes = new long[2];
    int[] proofs = new int[2];
    ask(
        RawServer.that((number, body, out) -> {
          AddCheckpointRequest request = AddCheckpointRequest.parse(body);
          sizes[number - 1] = request.oldSize();
          proofs[number - 1] = request.proof().size();
          out.write(RawServer.http(409, SIZE, RawServer.text("3\n")));
        }));
    assertEquals(0, sizes[0]);
    assertEquals(0, proofs[0]);
    assertEquals(3, sizes[1]);
    assertTrue(proofs[1] > 0);
  }

  @Test
  void slowHugeAndBroken_areAway() throws Exception {
    assertInstanceOf(Away.class, ask(RawServer.babbling()));
    assertEquals(new Away("an answer of more than 65536 bytes"), ask(RawServer.flooding()));
    assertInstanceOf(Away.class, ask(302, "text/plain", ""));
    assertEquals(new Away("HTTP status 500"), ask(500, "text/plain", ""));
  }

  /** Twenty that never answer take the time of one. */
  @Test
  void witnesses_areAskedAtTheSameTime() throws Exception {
    String[] names = new String[40];
    try (RawServer silent = RawServer.silent();
        RawServer dripping = RawServer.dripping()) {
      for (int i = 0; i < 20; i++) {
        names[2 * i] = "w" + i;
        names[2 * i + 1] = (i % 2 == 0 ? silent : dripping).url();
      }
      WitnessClient client = World.client(World.policy(names), writer, SHORT);
      assertTimeout(Duration.ofSeconds(15), () -> client.collect(signed));
      assertEquals(20, client.last().size());
      client
          .last()
          .values()
          .forEach(answer -> assertEquals(new Away("no whole answer within the time"), answer));
    }
  }

  @Test
  void witnessWithoutAddress_isNotAsked_andOneWithAWrongOneIsRefused() throws Exception {
    MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> World.client(World.policy("w1", "mailto:w1"), writer, SHORT));
    assertTrue(String.valueOf(e.getMessage()).startsWith("witness w1: "));
  }
}
