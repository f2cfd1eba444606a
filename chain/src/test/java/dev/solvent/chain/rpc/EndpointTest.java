package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.rpc.SecretSource.SecretFile;
import dev.solvent.chain.rpc.SecretSource.SecretVariable;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a node is, what stays secret of it, and the limits it is asked with. */
class EndpointTest {
  @TempDir Path folder;

  @Test
  void shows_nameAndHostOnly() {
    Endpoint endpoint =
        new Endpoint(
            "archive",
            new SecretText("https://me:pw@node.example:8545/key?token=x"),
            Map.of("x-key", new SecretText("secret-value")));
    assertEquals("archive at node.example", endpoint.toString());
    assertFalse(endpoint.headers().toString().contains("secret-value"));
    assertFalse(String.valueOf((Object) endpoint.url()).contains("key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://zz.example/qqqq",
        "zz.example/qqqq",
        "http:///qqqq",
        "http://zz.example/qqqq#part",
        "http://zz exa mple/qqqq",
        "mailto:qqqq@zz.example",
      })
  void otherAddresses_areRefused_andNotShown(String url) {
    MalformedException e =
        assertThrows(
            MalformedException.class, () -> Endpoint.read("n", new SecretText(url), Map.of()));
    assertFalse(String.valueOf(e.getMessage()).contains("qqqq"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "host, abc",
    "Content-Length, 1",
    "content-length, 1",
    "transfer-encoding, chunked",
    "a b, abc",
    "x-key, 'ab\ncd'",
    "x-key, ' ab'",
    "x-key, äb",
  })
  void otherHeaders_areRefused_andNotShown(String name, String value) {
    SecretText url = new SecretText("http://zz.example");
    MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> Endpoint.read("n", url, Map.of(name, new SecretText(value))));
    assertFalse(String.valueOf(e.getMessage()).contains("ab"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "ä"})
  void otherNames_areRefused(String name) {
    SecretText url = new SecretText("http://zz.example");
    assertThrows(MalformedException.class, () -> Endpoint.read(name, url, Map.of()));
  }

  @Test
  void userAndAuthorization_areTwoAnswersToOneQuestion() {
    SecretText url = new SecretText("http://a:b@zz.example");
    assertThrows(
        MalformedException.class,
        () -> Endpoint.read("n", url, Map.of("authorization", new SecretText("Bearer x"))));
  }

  @Test
  void file_butForOneLineFeed() throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, "abc\n");
    assertEquals("abc", new SecretFile(file).read().exposeText());
    Files.writeString(file, "abc");
    assertEquals("abc", new SecretFile(file).read().exposeText());
    for (String other : new String[] {"", "\n", "abc\n\n", "abc\r\n", "a".repeat(9_000)}) {
      Files.writeString(file, other);
      IOException e = assertThrows(IOException.class, () -> new SecretFile(file).read());
      assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
    }
    Files.write(file, new byte[] {(byte) 0xFF});
    assertThrows(IOException.class, () -> new SecretFile(file).read());
    assertThrows(IOException.class, () -> new SecretFile(folder.resolve("none")).read());
  }

  @Test
  void variable_setAndNotEmpty() throws IOException {
    Map<String, String> environment = Map.of("KEY", "abc", "EMPTY", "");
    assertEquals("abc", new SecretVariable("KEY", environment::get).read().exposeText());
    for (String name : new String[] {"EMPTY", "OTHER"}) {
      IOException e =
          assertThrows(IOException.class, () -> new SecretVariable(name, environment::get).read());
      assertTrue(String.valueOf(e.getMessage()).contains(name), e.getMessage());
    }
  }

  @Test
  void settings_outOfRange_areRefused() {
    HttpSettings good = HttpSettings.DEFAULT;
    assertThrows(IllegalArgumentException.class, () -> good.withDeadline(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> good.withDeadline(Duration.ofHours(2)));
    assertThrows(IllegalArgumentException.class, () -> good.withMaxBytes(0));
    assertThrows(IllegalArgumentException.class, () -> good.withBatch(0));
    assertThrows(IllegalArgumentException.class, () -> good.withInFlight(0));
    assertThrows(IllegalArgumentException.class, () -> good.withAttempts(0));
  }

  @Test
  void retryAfter_secondsOrDate() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    assertEquals(Optional.of(Duration.ofSeconds(7)), RetryAfter.parse("7", now));
    assertEquals(
        Optional.of(Duration.ofSeconds(10)),
        RetryAfter.parse("Fri, 02 Jan 2026 03:04:15 GMT", now));
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Fri, 02 Jan 2026 03:04:00 GMT", now));
    for (String other : new String[] {"", "-1", "soon", "1.5", "99999999999"}) {
      assertEquals(Optional.empty(), RetryAfter.parse(other, now), other);
    }
  }

  @Test
  void backoff_staysUnderABoundThatDoubles() {
    for (int failures = 1; failures < 70; failures++) {
      Backoff most = new Backoff(() -> -1L >>> 1);
      long millis = most.pause(failures).toMillis();
      assertTrue(millis >= 0 && millis <= 8_000, failures + " failures: " + millis);
    }
    assertEquals(Duration.ZERO, new Backoff(() -> 0L).pause(5));
  }
}
