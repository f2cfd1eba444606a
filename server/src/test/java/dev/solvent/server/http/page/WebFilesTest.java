package dev.solvent.server.http.page;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.signature.Digests;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.http.Site;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What any client can see of the page; its own tests are in a browser. */
class WebFilesTest {
  @TempDir Path data;

  private static byte[] bundled(String name) {
    return PageResources.find(name).orElseThrow();
  }

  @Test
  void page_isOneDocument_withFilesThatAreThere() throws Exception {
    try (Site site = new Site(data).publish(7).start()) {
      HttpResponse<byte[]> page = site.get("/");
      assertEquals(200, page.statusCode());
      assertTrue(header(page, "Content-Type").startsWith("text/html"));
      assertEquals(text(page), text(site.get("/verify")));
      String[] files = text(page).split("(?:href|src)=\"/assets/", -1);
      assertEquals(4, files.length);
      for (int i = 1; i < files.length; i++) {
        String name = files[i].substring(0, files[i].indexOf('"'));
        assertEquals(200, site.get("/assets/" + name).statusCode(), name);
      }
      assertArrayEquals(Policy.standard().toBytes(), site.get("/assets/policy.json").body());
    }
  }

  @Test
  void everyPart_isUnderTheSameStrictHeaders_andAskedForEachTime() throws Exception {
    try (Site site = new Site(data).publish(7).start()) {
      for (String path : List.of("/", "/verify", "/assets/page.js", "/solvent-verifier.html")) {
        HttpResponse<byte[]> got = site.get(path);
        PageResources.headers().forEach((name, value) -> assertEquals(value, header(got, name)));
        assertEquals("no-cache", header(got, "Cache-Control"), path);
        assertFalse(header(got, "ETag").isEmpty(), path);
      }
      String policy = header(site.get("/"), "Content-Security-Policy");
      assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertTrue(header(site.get("/"), "Permissions-Policy").startsWith("camera=(self), "));
      assertTrue(header(site.get("/log/checkpoint"), "Permissions-Policy").contains("camera=()"));
    }
  }

  @Test
  void offlineFile_isKept_andHasItsDigestBesideIt() throws Exception {
    try (Site site = new Site(data).publish(7).start()) {
      HttpResponse<byte[]> file = site.get("/solvent-verifier.html");
      assertEquals(
          "attachment; filename=\"solvent-verifier.html\"", header(file, "Content-Disposition"));
      assertEquals(
          Digests.sha256(file.body()) + "  solvent-verifier.html\n",
          text(site.get("/solvent-verifier.html.sha256")));
    }
  }

  @Test
  void whatIsNoPartOfIt_isNotFound() throws Exception {
    try (Site site = new Site(data).publish(7).start()) {
      for (String name : List.of("other.js", "page.exe", "..%2findex.html", "%2e%2e")) {
        int status = site.get("/assets/" + name).statusCode();
        assertTrue(status == 404 || status == 400, name + " " + status);
      }
    }
  }

  @Test
  void written_itIsForAServerOfPlainFiles() throws Exception {
    Path folder = data.resolve("site");
    StringWriter said = new StringWriter();
    int code =
        Failures.handledBy(new CommandLine(new PageCommand()))
            .setOut(new PrintWriter(said))
            .execute("--out", folder.toString());
    assertEquals(Failures.OK, code);
    for (String name : PageResources.names()) {
      assertArrayEquals(bundled(name), Files.readAllBytes(folder.resolve(name)), name);
    }
    assertArrayEquals(
        bundled("index.html"), Files.readAllBytes(folder.resolve("verify/index.html")));
    assertArrayEquals(
        Policy.standard().toBytes(), Files.readAllBytes(folder.resolve("assets/policy.json")));
    try (Stream<Path> files = Files.walk(folder)) {
      long count = files.filter(Files::isRegularFile).count();
      assertEquals(count, said.toString().lines().count());
    }
  }

  @Test
  void policyThatIsNone_isRefused_andNothingIsWritten() throws Exception {
    Path policy = Files.writeString(data.resolve("policy.json"), "{}");
    Path folder = data.resolve("site");
    StringWriter said = new StringWriter();
    int code =
        Failures.handledBy(new CommandLine(new PageCommand()))
            .setErr(new PrintWriter(said))
            .execute("--out", folder.toString(), "--policy", policy.toString());
    assertEquals(Failures.WRONG_INPUT, code);
    assertTrue(said.toString().startsWith("error: " + policy), said.toString());
    assertFalse(Files.exists(folder));
  }
}
