package dev.solvent.server.http.files;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.server.http.RawSocket;
import dev.solvent.server.http.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublicFilesTest {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String BLOB = "/blobs/sha256/" + "0a".repeat(32);

  private Path data;
  private Site site;
  private final byte[] large = new byte[3 << 20];

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder;
    new Random(1).nextBytes(large);
    site = new Site(data).publish(7);
    site.write("trust/1.root.json", "{\"root\":1}")
        .write("log/tile/0/000", "tile")
        .write("log/tile/0/x001/067.p/3", "part")
        .write("log/tile/entries/000.p/7", "entries")
        .write(BLOB.substring(1), large)
        .write("attestations/6.bundle.json", "{\"bundle\":\"" + "x".repeat(5000) + "\"}")
        .write("attestations/notes.txt", "not for you")
        .write("secret", "not for you");
    site.start();
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/.well-known/proof-of-reserves, application/json, 'public, max-age=30'",
    "/trust/1.root.json, application/json, '" + IMMUTABLE + "'",
    "/log/checkpoint, text/plain; charset=utf-8, no-store",
    "/log/tile/0/000, application/octet-stream, '" + IMMUTABLE + "'",
    "/log/tile/0/x001/067.p/3, application/octet-stream, '" + IMMUTABLE + "'",
    "/log/tile/entries/000.p/7, application/octet-stream, '" + IMMUTABLE + "'",
    "/attestations/7.dsse.json, application/json, '" + IMMUTABLE + "'",
    "/attestations/7.bundle.json, application/json, '" + IMMUTABLE + "'",
    "/blobs/sha256/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a,"
        + " application/octet-stream, '"
        + IMMUTABLE
        + "'"
  })
  void file_ofTheLayout_isServedWithItsTypeAndCaching(String path, String type, String caching)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> got = site.get(path);
    assertEquals(200, got.statusCode());
    assertArrayEquals(Files.readAllBytes(site.files().resolve(path.substring(1))), got.body());
    assertEquals(type.replace(" ", ""), header(got, "Content-Type").replace(" ", ""));
    assertEquals(caching, header(got, "Cache-Control"));
    assertEquals("*", header(got, "Access-Control-Allow-Origin"));
    assertEquals("nosniff", header(got, "X-Content-Type-Options"));
    assertEquals("cross-origin", header(got, "Cross-Origin-Resource-Policy"));

    HttpResponse<byte[]> head = site.send("HEAD", path, HttpRequest.BodyPublishers.noBody());
    assertEquals(200, head.statusCode());
    assertEquals(0, head.body().length);
    assertEquals(header(got, "Content-Length"), header(head, "Content-Length"));
    assertEquals(header(got, "ETag"), header(head, "ETag"));

    HttpResponse<byte[]> again = site.get(path, "If-None-Match", "\"x\", " + header(got, "ETag"));
    assertEquals(304, again.statusCode());
    assertEquals(header(got, "ETag"), header(again, "ETag"));
    assertEquals(caching, header(again, "Cache-Control"));
    assertEquals(200, site.get(path, "If-None-Match", "\"x\"").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secret",
        "/attestations",
        "/attestations/",
        "/attestations/notes.txt",
        "/attestations/07.dsse.json",
        "/attestations/3.dsse.json",
        "/attestations/7.dsse.json/",
        "/trust/",
        "/trust/0.root.json",
        "/log",
        "/log/tile/",
        "/log/tile/0",
        "/log/tile/0/x001",
        "/log/tile/0/000.p/256",
        "/log/tile/00/000",
        "/blobs/sha256/",
        "/blobs/sha256/0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
        "/.well-known/",
        "/verify/"
      })
  void path_ofNoFileOfTheLayout_isNotFoundAndNotCached(String path)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> got = site.get(path);
    assertEquals(404, got.statusCode(), path);
    assertEquals("no-store", header(got, "Cache-Control"));
    assertEquals("application/problem+json", header(got, "Content-Type"));
    assertEquals(
        "{\"detail\":\"nothing is published here\",\"status\":404,\"title\":\"Not Found\","
            + "\"type\":\"about:blank\"}",
        text(got));
    assertEquals("", header(got, "ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/attestations/../secret",
        "/attestations/%2e%2e/secret",
        "/attestations/..%2fsecret",
        "/log/tile/../../secret",
        "/log/tile/..%2f..%2fsecret",
        "/blobs/sha256/%00",
        "//secret",
        "/attestations\\..\\secret",
        "/.%2e/secret"
      })
  void path_thatLeavesTheFolder_getsNothing(String path) throws IOException {
    try (RawSocket raw = new RawSocket(site.port())) {
      String answer =
          raw.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
      assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
      assertTrue(answer.contains("no-store"), answer);
      assertFalse(answer.contains("not for you"), answer);
    }
  }

  @Test
  void link_inTheFolder_isNotFollowed() throws IOException, InterruptedException {
    Path secret = Files.writeString(data.resolve("key"), "not for you");
    Files.createSymbolicLink(site.files().resolve("attestations/9.dsse.json"), secret);
    site.write("log/tile/5/000", "tile");
    assertEquals(200, site.get("/log/tile/5/000").statusCode());
    Files.move(site.files().resolve("log/tile/5"), data.resolve("moved"));
    Files.createSymbolicLink(site.files().resolve("log/tile/5"), data.resolve("moved"));
    assertEquals(404, site.get("/attestations/9.dsse.json").statusCode());
    assertEquals(404, site.get("/log/tile/5/000").statusCode());
    Files.createDirectories(site.files().resolve("attestations/10.dsse.json"));
    assertEquals(404, site.get("/attestations/10.dsse.json").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=5-9, 5, 5",
    "bytes=3145720-, 3145720, 8",
    "bytes=-10, 3145718, 10",
    "bytes=0-99999999, 0, 3145728"
  })
  void range_ofABlob_isServedAlone(String range, int first, int length)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> got = site.get(BLOB, "Range", range);
    assertEquals(206, got.statusCode());
    assertEquals(
        "bytes " + first + "-" + (first + length - 1) + "/3145728", header(got, "Content-Range"));
    assertArrayEquals(Arrays.copyOfRange(large, first, first + length), got.body());
    assertEquals(IMMUTABLE, header(got, "Cache-Control"));
  }

  @Test
  void range_beyondTheEnd_isRefusedWithTheSizeAndWithoutCaching()
      throws IOException, InterruptedException {
    HttpResponse<byte[]> got = site.get(BLOB, "Range", "bytes=3145728-");
    assertEquals(416, got.statusCode());
    assertEquals("bytes */3145728", header(got, "Content-Range"));
    assertEquals("no-store", header(got, "Cache-Control"));
    assertEquals("", header(got, "ETag"));
  }

  @Test
  void range_thatIsNotOne_getsTheWhole() throws IOException, InterruptedException {
    for (String range : new String[] {"bytes=1-2,5-6", "bytes=9-5", "items=1-2", "bytes=-"}) {
      HttpResponse<byte[]> got = site.get(BLOB, "Range", range);
      assertEquals(200, got.statusCode(), range);
      assertEquals(large.length, got.body().length);
    }
  }

  @Test
  void ifRange_ofAnotherEntity_getsTheWhole() throws IOException, InterruptedException {
    String tag = header(site.get(BLOB, "Range", "bytes=0-0"), "ETag");
    assertEquals("\"" + "0a".repeat(32) + "\"", tag);
    assertEquals(206, site.get(BLOB, "Range", "bytes=0-0", "If-Range", tag).statusCode());
    assertEquals(200, site.get(BLOB, "Range", "bytes=0-0", "If-Range", "\"x\"").statusCode());
    assertEquals(200, site.get(BLOB, "Range", "bytes=0-0", "If-Range", "W/" + tag).statusCode());
    assertEquals(
        200,
        site.get(BLOB, "Range", "bytes=0-0", "If-Range", "Wed, 21 Oct 2026 07:28:00 GMT")
            .statusCode());
  }

  @Test
  void gzip_whereItIsTaken_isAnotherEntity() throws IOException, InterruptedException {
    String path = "/attestations/6.bundle.json";
    HttpResponse<byte[]> plain = site.get(path);
    HttpResponse<byte[]> packed = site.get(path, "Accept-Encoding", "br, gzip;q=0.5");
    assertEquals("gzip", header(packed, "Content-Encoding"));
    assertEquals("", header(plain, "Content-Encoding"));
    assertEquals("Accept-Encoding", header(packed, "Vary"));
    assertEquals("Accept-Encoding", header(plain, "Vary"));
    assertNotEquals(header(plain, "ETag"), header(packed, "ETag"));
    assertTrue(packed.body().length < plain.body().length / 2);
    assertArrayEquals(
        plain.body(), new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes());
    String[] had = {"If-None-Match", header(packed, "ETag"), "Accept-Encoding", "gzip"};
    assertEquals(304, site.get(path, had).statusCode());
    assertEquals(200, site.get(path, "If-None-Match", header(packed, "ETag")).statusCode());
    assertEquals("", header(site.get(path, "Accept-Encoding", "gzip;q=0"), "Content-Encoding"));
    assertEquals(
        "", header(site.get("/log/tile/0/000", "Accept-Encoding", "gzip"), "Content-Encoding"));
  }

  @Test
  void pointerAndCheckpoint_replaced_areServedAnewAtOnce()
      throws IOException, InterruptedException {
    for (int epoch = 12; epoch < 16; epoch++) {
      String before = header(site.get("/log/checkpoint"), "ETag");
      site.publish(epoch);
      assertTrue(text(site.get("/.well-known/proof-of-reserves")).contains(":" + epoch + "}"));
      HttpResponse<byte[]> note = site.get("/log/checkpoint", "If-None-Match", before);
      assertEquals(200, note.statusCode());
      assertTrue(new String(note.body(), StandardCharsets.UTF_8).contains("\n" + epoch + "\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void otherMethod_isRefusedWithTheAllowedOnes(String method)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> got =
        site.send(method, "/log/checkpoint", HttpRequest.BodyPublishers.ofString("x"));
    assertEquals(405, got.statusCode());
    assertEquals("GET, HEAD", header(got, "Allow"));
    assertEquals("no-store", header(got, "Cache-Control"));
    assertEquals("application/problem+json", header(got, "Content-Type"));
  }
}
