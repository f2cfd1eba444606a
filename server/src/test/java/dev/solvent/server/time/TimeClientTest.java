package dev.solvent.server.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.time.TimeAnswer;
import dev.solvent.attest.time.TimeOutcome;
import dev.solvent.attest.time.TimeToken;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.demo.DemoAuthority;
import dev.solvent.server.party.Address;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.RawServer;
import dev.solvent.server.time.TokenAnswer.Away;
import dev.solvent.server.time.TokenAnswer.Declined;
import dev.solvent.server.time.TokenAnswer.Refused;
import dev.solvent.server.time.TokenAnswer.Token;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Authorities that give tokens, and those that do not. */
final class TimeClientTest {
  private static final Instant NOW = Instant.parse("2026-09-02T00:00:07Z");
  private static final Duration TIME = Duration.ofMillis(1500);
  private static final byte[] BYTES = RawServer.text("envelope\n");
  private static final String REPLY = "application/timestamp-reply";
  private static DemoAuthority authority;

  @BeforeAll
  static void make() {
    authority = DemoAuthority.create(InstantSource.fixed(NOW));
  }

  private static TokenAnswer ask(String url, Octets root) throws Exception {
    TimeClient client = TimeClient.of(new Asker(), TIME, List.of(root));
    return assertTimeout(
        Duration.ofSeconds(15), () -> client.token(Address.parse(url), BYTES, Optional.empty()));
  }

  private static TokenAnswer askRaw(RawServer server) throws Exception {
    try (server) {
      return ask(server.url(), authority.root());
    }
  }

  private static String refused(RawServer server) throws Exception {
    return assertInstanceOf(Refused.class, askRaw(server)).why();
  }

  private static PostServer serve(DemoAuthority one) throws Exception {
    return one.serve(new ListenAddress("127.0.0.1", 0), _ -> {});
  }

  @Test
  void token_standsTheReadersCheck() throws Exception {
    try (PostServer server = serve(authority)) {
      Token token = assertInstanceOf(Token.class, ask(server.url(), authority.root()));
      assertEquals(NOW, token.shown().genTime());
      assertEquals(Duration.ofSeconds(1), token.shown().accuracy());
      X509Certificate root =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(authority.root().toBytes()));
      assertInstanceOf(
          TimeOutcome.Granted.class,
          TimeToken.parse(token.der().toBytes()).verify(Digests.sha256(BYTES), Set.of(root)));
    }
  }

  @Test
  void tokenOfAnotherRoot_isRefused() throws Exception {
    DemoAuthority other = DemoAuthority.create(InstantSource.fixed(NOW));
    try (PostServer server = serve(other)) {
      Refused refused = assertInstanceOf(Refused.class, ask(server.url(), authority.root()));
      assertTrue(refused.why().contains("no chain to a pinned root"), refused.why());
    }
  }

  /** An answer to yesterday's question, over the same bytes. */
  @Test
  void replayedToken_isRefused_forItsNonce() throws Exception {
    byte[][] first = new byte[1][];
    try (RawServer server =
        RawServer.that((number, body, out) -> {
          if (number == 1) {
            first[0] = authority.respond(body);
          }
          out.write(RawServer.http(200, REPLY, first[0]));
        })) {
      assertInstanceOf(Token.class, ask(server.url(), authority.root()));
      Refused refused = assertInstanceOf(Refused.class, ask(server.url(), authority.root()));
      assertTrue(refused.why().contains("another nonce"), refused.why());
    }
  }

  @Test
  void tokenThatWasChanged_isRefused() throws Exception {
    String why =
        refused(
            RawServer.that((_, body, out) -> {
              byte[] reply = authority.respond(body);
              reply[reply.length - 1] ^= 1;
              out.write(RawServer.http(200, REPLY, reply));
            }));
    assertTrue(why.contains("signature"), why);
  }

  @Test
  void declined_saysWhy() throws Exception {
    byte[] rejection = {0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02};
    Declined declined =
        assertInstanceOf(Declined.class, askRaw(RawServer.answering(200, REPLY, rejection)));
    assertEquals(TimeAnswer.Status.REJECTION, declined.said().status());
  }

  @Test
  void whatIsNoAnswer_isRefusedOrAway_inBoundedTime() throws Exception {
    assertTrue(refused(RawServer.answering(200, REPLY, new byte[100])).contains("time response"));
    assertTrue(
        refused(RawServer.answering(200, REPLY, RawServer.text("<html>"))).contains("no time"));
    assertEquals(
        new Away("HTTP status 404"), askRaw(RawServer.answering(404, "text/html", new byte[0])));
    assertEquals(new Away("an answer of more than 32768 bytes"), askRaw(RawServer.flooding()));
    assertEquals(new Away("no whole answer within the time"), askRaw(RawServer.dripping()));
    assertEquals(new Away("no whole answer within the time"), askRaw(RawServer.silent()));
  }

  @Test
  void garbageToTheAuthority_isItsTroubleAlone() throws Exception {
    assertThrows(java.io.IOException.class, () -> authority.respond(new byte[] {1, 2, 3}));
  }

  @Test
  void rootThatIsNone_isRefused() {
    assertThrows(
        MalformedException.class,
        () ->
            TimeClient.of(new Asker(), Duration.ofSeconds(1), List.of(Octets.of(new byte[] {1}))));
  }
}
