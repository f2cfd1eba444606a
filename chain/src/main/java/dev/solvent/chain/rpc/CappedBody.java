package dev.solvent.chain.rpc;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * An answer's bytes up to a number of them; empty if there are more, and then the connection is cut
 * instead of read on. The HTTP client calls it from one thread at a time.
 */
final class CappedBody implements BodySubscriber<Optional<byte[]>> {
  private final long max;
  private final CompletableFuture<Optional<byte[]>> body = new CompletableFuture<>();
  private final List<ByteBuffer> parts = new ArrayList<>();
  private long size = 0;
  private Runnable cut = () -> {};

  CappedBody(long max) {
    this.max = max;
  }

  @Override
  public CompletionStage<Optional<byte[]>> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    cut = subscription::cancel;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
    }
    if (body.isDone()) {
      return;
    }
    if (size > max) {
      parts.clear();
      body.complete(Optional.empty());
      cut.run();
      return;
    }
    parts.addAll(buffers);
  }

  @Override
  public void onError(Throwable trouble) {
    parts.clear();
    body.completeExceptionally(trouble);
  }

  @Override
  public void onComplete() {
    ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(Math.min(size, max)));
    parts.forEach(whole::put);
    parts.clear();
    body.complete(Optional.of(whole.array()));
  }
}
