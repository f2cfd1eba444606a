package dev.solvent.server.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the build bundled of {@code src/main/web}: {@code /web/} on the class path. */
final class PageResources {
  /** The page itself, which looks for itself where it is. */
  static final String DOCUMENT = "index.html";

  /** The whole page in one file, to be kept and opened without a network. */
  static final String OFFLINE = "solvent-verifier.html";

  /** The digest of that, as {@code sha256sum -c} reads it. */
  static final String OFFLINE_DIGEST = OFFLINE + ".sha256";

  /** What every answer with a part of the page says. */
  static final String HEADERS = "headers.txt";

  private static final String LIST = "files.txt";

  private PageResources() {}

  /** Every file's name, with its folder. */
  static List<String> names() {
    return text(LIST).lines().toList();
  }

  /** The headers, by their names. */
  static Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (String line : text(HEADERS).lines().toList()) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return Map.copyOf(headers);
  }

  private static String text(String name) {
    byte[] bytes =
        find(name).orElseThrow(() -> new IllegalStateException("built without the page: " + name));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static Optional<byte[]> find(String name) {
    try (@Nullable InputStream in = PageResources.class.getResourceAsStream("/web/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the program can be read", e);
    }
  }
}
