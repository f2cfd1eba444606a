package dev.solvent.verifier.source;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A web site. Every answer has a limit in bytes and in time, whoever sends it and however slowly; a
 * redirect is followed within the same host, port and scheme alone. For any number of threads.
 */
public final class WebSite implements Site {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For a small answer; a large one gets a second more for each so many bytes it may have. */
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private static final int SLOWEST_BYTES_A_SECOND = 256 << 10;
  private static final int MOST_REDIRECTS = 3;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI root;
  private final Duration whole;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(Redirect.NEVER).build();

  private WebSite(URI root, Duration whole) {
    this.root = root;
    this.whole = whole;
  }

  /** The top of a site: scheme, host and, where files lie deeper, a folder. */
  static WebSite open(String given) {
    return open(given, WHOLE);
  }

  /** One that has so long for a small answer. What was given may be a link with a secret in it. */
  static WebSite open(String given, Duration whole) {
    URI uri;
    try {
      uri = URI.create(given);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "a web address that cannot be read, want https://exchange.example or the like", "");
    }
    return new WebSite(top(uri), whole);
  }

  private static URI top(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null) {
      throw new UserError(
          "web address " + (host == null ? "without a host" : "with a user in it"),
          "such as https://exchange.example");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !LOOPBACK.contains(host)) {
      throw new UserError(
          "http to " + host + ", want https", "only this machine itself is asked without it");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(scheme + "://" + host + port + (path.endsWith("/") ? path : path + "/"));
  }

  @Override
  public String name() {
    String text = root.toString();
    return text.substring(0, text.length() - 1);
  }

  @Override
  public Optional<byte[]> read(String path, int most) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder().GET();
    return whole(path, send(request, root.resolve(path), most, 0));
  }

  /**
   * Sends JSON and takes JSON; empty where there is nothing to ask. No path of this program carries
   * a secret; a body may.
   */
  public Optional<byte[]> post(String path, byte[] body, int most) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    return whole(path, send(request, root.resolve("/" + path), most, MOST_REDIRECTS));
  }

  private Optional<byte[]> whole(String path, Answer answer) throws IOException {
    return switch (answer.status()) {
      case 200 -> Optional.of(answer.body().toBytes());
      case 404, 410 -> Optional.empty();
      default ->
          throw new IOException(
              name() + "/" + path + ": answered " + answer.status() + ", want 200");
    };
  }

  private record Answer(int status, Octets body) {}

  private Answer send(HttpRequest.Builder request, URI uri, int most, int redirects)
      throws IOException {
    Duration within = whole.plusSeconds(most / SLOWEST_BYTES_A_SECOND);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.uri(uri).timeout(within).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    HttpResponse<byte[]> response = await(answer, uri, within);
    if (response.statusCode() / 100 != 3) {
      return new Answer(response.statusCode(), Octets.of(response.body()));
    }
    return send(request, next(uri, response, redirects), most, redirects + 1);
  }

  /** Where the answer sends on to: another place of the same host, and not too often. */
  private URI next(URI uri, HttpResponse<byte[]> response, int redirects) throws IOException {
    URI next;
    try {
      next = uri.resolve(response.headers().firstValue("location").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new IOException(name() + ": sends on to what is no address", e);
    }
    boolean own =
        Objects.equals(uri.getScheme(), next.getScheme())
            && Objects.equals(uri.getRawAuthority(), next.getRawAuthority());
    if (!own) {
      throw new IOException(
          name()
              + ": sends on to "
              + next.getScheme()
              + "://"
              + next.getAuthority()
              + ", want an answer of its own");
    }
    if (redirects >= MOST_REDIRECTS) {
      throw new IOException(
          name() + ": sends on, want an answer after at most " + MOST_REDIRECTS + " times");
    }
    return next;
  }

  private <T> T await(CompletableFuture<T> answer, URI uri, Duration within) throws IOException {
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(name() + ": no whole answer within " + within.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException(name() + ": interrupted", e);
    } catch (ExecutionException e) {
      throw inWords(e, uri);
    }
  }

  private IOException inWords(ExecutionException e, URI uri) {
    Throwable why = e;
    while (why.getCause() != null && !(why instanceof IOException)) {
      why = why.getCause();
    }
    String words =
        switch (why) {
          case HttpTimeoutException slow -> "no answer in time";
          case ConnectException refused -> "no connection to " + uri.getAuthority();
          default -> String.valueOf(why.getMessage());
        };
    return new IOException(name() + ": " + words, why);
  }
}
