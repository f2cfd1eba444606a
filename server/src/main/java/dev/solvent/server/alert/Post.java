package dev.solvent.server.alert;

import dev.solvent.chain.rpc.SecretText;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends bytes to an address that is a secret: neither it nor what the client says of it is ever
 * shown. Only the status of an answer is looked at; not a byte of its body is taken. Any thread.
 */
final class Post {
  private final HttpClient client;
  private final Duration patience;

  Post(Duration patience) {
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /** Empty where it was taken, or why not. */
  Optional<String> send(SecretText address, Map<String, String> headers, byte[] body)
      throws InterruptedException {
    HttpRequest request;
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(address.exposeText()))
              .POST(BodyPublishers.ofByteArray(body));
      headers.forEach(builder::header);
      request = builder.build();
    } catch (IllegalArgumentException e) {
      return Optional.of("an address that is none, want https://host/…");
    }
    CompletableFuture<HttpResponse<Boolean>> coming = client.sendAsync(request, _ -> new Unread());
    try {
      int status = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("HTTP status " + status);
    } catch (TimeoutException e) {
      return Optional.of("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof ConnectException
              ? "nobody listens there"
              : "the connection broke");
    } finally {
      coming.cancel(true);
    }
  }

  /** Ends whatever is under way. */
  void end() {
    client.shutdownNow();
  }

  /** Takes nothing of a body, however long it is. */
  private static final class Unread implements BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> done = CompletableFuture.completedFuture(true);

    @Override
    public CompletionStage<Boolean> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
  }
}
