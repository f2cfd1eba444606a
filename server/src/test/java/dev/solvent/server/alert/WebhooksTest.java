package dev.solvent.server.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.config.Webhook;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Alerts;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real receivers and a real database: nothing is lost, and nobody is bothered. */
final class WebhooksTest {
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final String SECRET = "s3cr3t-key";

  @TempDir private Path folder;
  private JdbcStore store;
  private Receiver receiver;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void begin() throws Exception {
    store = JdbcStore.create(folder.resolve("solvent.db"));
    receiver = new Receiver();
  }

  @AfterEach
  void end() throws Exception {
    receiver.close();
    store.close();
    for (String line : log) {
      assertFalse(line.contains("s3cr3t"), line);
      assertFalse(line.contains("127.0.0.1"), line);
    }
  }

  private Webhooks webhooks(Webhook... hooks) {
    return new Webhooks(
        List.of(hooks), ISSUER, store.alerts(), () -> now, log::add, Duration.ofMillis(700));
  }

  private Webhook pager() {
    return hook("pager", receiver.url());
  }

  private static Webhook hook(String name, String url) {
    return new Webhook(name, new SecretText(url), new SecretText(SECRET));
  }

  private void raise(String subject, String... webhooks) throws Exception {
    List<Alert> standing = new ArrayList<>(store.alerts().standing());
    standing.add(
        new Alert(Alert.Kind.SHORTFALL, subject, subject + " is short", new Timestamp(now)));
    store.alerts().replace(standing, Set.of(webhooks), new Timestamp(now));
  }

  private List<Alerts.Delivery> due() throws Exception {
    return store.alerts().due(new Timestamp(now), 100);
  }

  @Test
  void change_isToldOnce_signed_andInTheFormOfTheText() throws Exception {
    raise("BTC", "pager");
    try (Webhooks webhooks = webhooks(pager())) {
      assertEquals(1, webhooks.round());
      assertEquals(0, webhooks.round());
    }
    Receiver.Got got = receiver.got.getFirst();
    assertEquals(1, receiver.got.size());
    assertEquals("1", got.delivery());
    String body = got.body();
    assertEquals(
        "{\"at\":\"2026-11-21T12:00:00Z\",\"delivery\":1,\"format\":\"solvent/alert/v1\","
            + "\"issuer\":\"exchange.example\",\"kind\":\"SHORTFALL\",\"raised\":true,"
            + "\"sentence\":\"BTC is short\",\"since\":\"2026-11-21T12:00:00Z\",\"subject\":\"BTC\"}",
        body);
    Matcher signature = Pattern.compile("t=([0-9]+),v1=([0-9a-f]{64})").matcher(got.signature());
    assertTrue(signature.matches(), got.signature());
    assertEquals(now.getEpochSecond(), Long.parseLong(signature.group(1)));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = signature.group(1) + "." + body;
    assertEquals(
        HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
        signature.group(2));
  }

  /** The example is what a secret of {@code whsec-example} makes of the body beside it. */
  @Test
  void exampleOfTheText_isSignedAsItSays() throws Exception {
    String text = Files.readString(Path.of("../docs/operating/alerts.md"));
    Matcher example =
        Pattern.compile("x-solvent-signature: t=([0-9]+),v1=([0-9a-f]{64})\n\n(\\{.*})\n")
            .matcher(text);
    assertTrue(example.find(), "no example");
    assertEquals(
        "t=" + example.group(1) + ",v1=" + example.group(2),
        AlertBody.signature(
            "whsec-example",
            Long.parseLong(example.group(1)),
            example.group(3).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void failure_isTriedAgain_afterPausesThatGrow_andOverARestart() throws Exception {
    raise("BTC", "pager");
    receiver.manner = Receiver.Manner.FAILS;
    try (Webhooks webhooks = webhooks(pager())) {
      assertEquals(0, webhooks.round());
      assertEquals(0, webhooks.round());
      assertEquals(1, receiver.got.size(), "not before the pause is over");
      now = now.plus(Duration.ofMinutes(1));
      assertEquals(0, webhooks.round());
      assertEquals(2, receiver.got.size());
      now = now.plus(Duration.ofMinutes(1));
      webhooks.round();
      assertEquals(2, receiver.got.size(), "the second pause is longer");
    }
    assertTrue(
        log.getFirst().contains("webhook pager: HTTP status 500, tried 1 times"), log::toString);
    receiver.manner = Receiver.Manner.TAKES;
    now = now.plus(Duration.ofMinutes(1));
    store.close();
    store = JdbcStore.open(folder.resolve("solvent.db"));
    try (Webhooks webhooks = webhooks(pager())) {
      assertEquals(1, webhooks.round());
    }
    assertEquals(receiver.got.getFirst().delivery(), receiver.got.getLast().delivery());
  }

  @Test
  void pauses_growToADay() {
    assertEquals(Duration.ofMinutes(1), Webhooks.pause(0));
    assertEquals(Duration.ofMinutes(8), Webhooks.pause(3));
    assertEquals(Duration.ofDays(1), Webhooks.pause(11));
    assertEquals(Duration.ofDays(1), Webhooks.pause(1_000));
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    raise("BTC", "pager");
    receiver.manner = Receiver.Manner.REDIRECTS;
    try (Webhooks webhooks = webhooks(pager())) {
      assertEquals(0, webhooks.round());
    }
    assertEquals(
        List.of("/hook/s3cr3t-path"), receiver.got.stream().map(Receiver.Got::path).toList());
    assertTrue(log.getFirst().contains("HTTP status 302"), log::toString);
  }

  @Test
  void hangingWebhook_costsItsTime_andTheOtherIsToldMeanwhile() throws Exception {
    receiver.manner = Receiver.Manner.HANGS;
    try (Receiver good = new Receiver();
        Webhooks webhooks = webhooks(pager(), hook("other", good.url()))) {
      raise("BTC", "pager", "other");
      raise("ETH", "pager", "other");
      assertEquals(1, webhooks.round());
      assertEquals(1, webhooks.round());
      assertEquals(2, good.got.size());
      assertEquals(1, receiver.got.size(), "the rest of its queue waits");
    }
    assertTrue(log.getFirst().contains("no answer within"), log::toString);
  }

  @Test
  void endlessAnswer_isNotRead() throws Exception {
    raise("BTC", "pager");
    receiver.manner = Receiver.Manner.NEVER_ENDS;
    try (Webhooks webhooks = webhooks(pager())) {
      assertEquals(1, webhooks.round(), log::toString);
    }
  }

  @Test
  void deadOrWrongAddress_isToldInOurWords() throws Exception {
    raise("BTC", "dead", "wrong", "ftp");
    try (Webhooks webhooks =
        webhooks(
            hook("dead", "http://127.0.0.1:1/s3cr3t"),
            hook("wrong", "no address s3cr3t"),
            hook("ftp", "ftp://127.0.0.1/s3cr3t"))) {
      assertEquals(0, webhooks.round());
    }
    assertEquals(3, log.size());
    assertTrue(log.stream().anyMatch(line -> line.contains("dead: nobody listens")), log::toString);
    assertEquals(2, log.stream().filter(line -> line.contains("an address that is none")).count());
    now = now.plus(Duration.ofMinutes(1));
    assertEquals(3, due().size(), "none is lost");
  }

  @Test
  void webhookThatLeftTheSettings_isForgotten() throws Exception {
    raise("BTC", "former");
    try (Webhooks webhooks = webhooks(pager())) {
      assertEquals(0, webhooks.round());
    }
    assertEquals(List.of(), due());
  }

  @Test
  void started_tellsOneASecond_theOldestFirst() throws Exception {
    for (String subject : List.of("BTC", "ETH", "XRP")) {
      raise(subject, "pager");
    }
    long start = System.nanoTime();
    try (Webhooks webhooks = webhooks(pager())) {
      webhooks.start();
      while (receiver.got.size() < 3 && System.nanoTime() - start < 20_000_000_000L) {
        Thread.sleep(20);
      }
    }
    assertTrue(System.nanoTime() - start >= 1_900_000_000L, "three took at least two seconds");
    assertEquals(
        List.of("1", "2", "3"), receiver.got.stream().map(Receiver.Got::delivery).toList());
  }

  @Test
  void addressAndSecret_areInNoFile() throws Exception {
    raise("BTC", "pager");
    receiver.manner = Receiver.Manner.FAILS;
    try (Webhooks webhooks = webhooks(pager())) {
      webhooks.round();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("s3cr3t"), file::toString);
      }
    }
  }
}
