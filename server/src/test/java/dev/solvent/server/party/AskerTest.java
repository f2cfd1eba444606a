package dev.solvent.server.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.party.Answer.Answered;
import dev.solvent.server.party.Answer.Away;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Parties that behave in every way but the right one. */
final class AskerTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(700), 1000, 3);
  private static final Patience LONG = new Patience(Duration.ofSeconds(20), 1000, 3);
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static Answer ask(String url, Patience patience) throws Exception {
    Question question =
        new Question(Address.parse(url), "text/plain", "*/*", Octets.of(RawServer.text("hello")));
    return assertTimeout(BOUND, () -> new Asker().ask(question, patience));
  }

  private static String away(RawServer server, Patience patience) throws Exception {
    try (server) {
      return assertInstanceOf(Away.class, ask(server.url(), patience)).why();
    }
  }

  private static Answered answered(Answer answer) {
    return assertInstanceOf(Answered.class, answer);
  }

  @Test
  void answer_comesWithItsStatusAndBytes() throws Exception {
    try (RawServer server =
        RawServer.that((_, body, out) -> out.write(RawServer.http(409, "text/plain", body)))) {
      Answered answer = answered(ask(server.url(), LONG));
      assertEquals(409, answer.status());
      assertEquals("hello", new String(answer.body().toBytes(), StandardCharsets.UTF_8));
      assertEquals(1, server.requests());
    }
  }

  @Test
  void answerOfTheMostBytes_isTaken_andOneMoreIsNot() throws Exception {
    try (RawServer most = RawServer.answering(200, "text/plain", new byte[1000]);
        RawServer more = RawServer.answering(200, "text/plain", new byte[1001])) {
      assertEquals(1000, answered(ask(most.url(), LONG)).body().length());
      assertEquals(new Away("an answer of more than 1000 bytes"), ask(more.url(), LONG));
      assertEquals(1, more.requests());
    }
  }

  @Test
  void whoeverNeverEnds_isCutOff() throws Exception {
    assertEquals("an answer of more than 1000 bytes", away(RawServer.flooding(), LONG));
    assertEquals("no whole answer within the time", away(RawServer.silent(), SHORT));
    assertEquals("no whole answer within the time", away(RawServer.dripping(), SHORT));
  }

  @Test
  void whoeverSpeaksNoHttp_isAway() throws Exception {
    assertTrue(away(RawServer.babbling(), LONG).startsWith("connection: "));
    assertTrue(away(RawServer.that((_, _, _) -> {}), LONG).startsWith("connection: "));
  }

  @Test
  void nobodyThere_isAway() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Answer nobody = ask("http://127.0.0.1:" + port + "/secret-path", LONG);
    assertEquals(new Away("nobody listens there"), nobody);
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    try (RawServer other = RawServer.answering(200, "text/plain", new byte[0]);
        RawServer server =
            RawServer.that((_, _, out) ->
                out.write(
                    RawServer.text(
                        "HTTP/1.1 307 Elsewhere\r\nlocation: "
                            + other.url()
                            + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")))) {
      assertEquals(307, answered(ask(server.url(), LONG)).status());
      assertEquals(0, other.requests());
    }
  }

  @Test
  void passingTrouble_isTriedAgain_andSaidInTheEnd() throws Exception {
    try (RawServer once =
            RawServer.that((number, _, out) ->
                out.write(RawServer.http(number < 3 ? 503 : 200, "text/plain", new byte[0])));
        RawServer always = RawServer.answering(502, "text/plain", new byte[0])) {
      assertEquals(200, answered(ask(once.url(), LONG)).status());
      assertEquals(3, once.requests());
      assertEquals(502, answered(ask(always.url(), LONG)).status());
      assertEquals(3, always.requests());
    }
  }

  @Test
  void connectionThatBreaks_isTriedAgain() throws Exception {
    try (RawServer server =
        RawServer.that((number, _, out) -> {
          if (number == 2) {
            out.write(RawServer.http(200, "text/plain", new byte[0]));
          }
        })) {
      assertEquals(200, answered(ask(server.url(), LONG)).status());
    }
  }

  @Test
  void retryAfter_isKept_orTheAnswerStandsWhereThereIsNoTime() throws Exception {
    String head = "HTTP/1.1 429 Busy\r\nretry-after: 3600\r\ncontent-length: 0\r\n\r\n";
    try (RawServer server = RawServer.that((_, _, out) -> out.write(RawServer.text(head)))) {
      assertEquals(429, answered(ask(server.url(), LONG)).status());
      assertEquals(1, server.requests());
    }
  }

  @Test
  void encodedAnswer_isRefused() throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    String why = away(RawServer.that((_, _, out) -> out.write(RawServer.text(head))), LONG);
    assertEquals("an answer in another content encoding, want identity", why);
  }

  @Test
  void wordsOfAnAnswer_cannotWriteOnATerminal() {
    Answered answer = new Answered(400, Octets.of(RawServer.text("no\u001b[2J\nVERIFIED")));
    assertFalse(answer.words().contains("\u001b"));
    assertFalse(answer.words().contains("\n"));
  }

  @Test
  void address_isPlain_andShowsItsHostAlone() throws Exception {
    Address address = Address.parse("https://tsa.example:8443/key-of-ours?x=1");
    assertEquals("tsa.example", address.toString());
    for (String wrong :
        new String[] {
          "ftp://a.example", "http://", "http://u:p@a.example", "/x", "http://a/#b", ":"
        }) {
      MalformedException e =
          assertThrows(MalformedException.class, () -> Address.parse(wrong), wrong);
      assertFalse(String.valueOf(e.getMessage()).contains("u:p"), wrong);
    }
    assertEquals(
        "https://a.example/w/add-checkpoint",
        Address.parse("https://a.example/w/").below("add-checkpoint").uri().toString());
  }
}
