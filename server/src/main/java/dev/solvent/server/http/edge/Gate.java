package dev.solvent.server.http.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Every request passes here first, before anything is read or made of it, and is counted until the
 * last byte of its answer is written. Any thread.
 */
final class Gate extends Handler.Wrapper {
  private final EdgeSettings settings;
  private final ClientAddress addresses;
  private final Buckets<InetAddress> perClient;
  private final Buckets<String> forEveryone;
  private final Semaphore places;
  private final Deadlines deadlines;
  private final Map<String, String> headers;
  private volatile boolean closing;

  Gate(EdgeSettings settings, Deadlines deadlines, InstantSource clock) {
    this.settings = settings;
    this.deadlines = deadlines;
    addresses = new ClientAddress(settings.proxies());
    perClient = new Buckets<>(settings.limits().client(), clock);
    forEveryone = new Buckets<>(settings.limits().everyone(), clock);
    places = new Semaphore(settings.limits().concurrent());
    headers = SecurityHeaders.of(settings);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    headers.forEach(response.getHeaders()::put);
    InetAddress client = client(request);
    Exchange exchange =
        new Exchange(
            client,
            request.getConnectionMetaData().getConnection().getEndPoint(),
            this,
            settings.limits().exchange());
    exchange.attachTo(request);
    // Its own share first: what one client is refused takes nothing from the others.
    if (perClient.take(client, 1) instanceof Buckets.Grant.Wait wait) {
      return refuse(Problem.tooMany(wait.seconds()), response, callback);
    }
    if (forEveryone.take("", 1) instanceof Buckets.Grant.Wait wait) {
      return refuse(Problem.tooMany(wait.seconds()), response, callback);
    }
    if (closing || !places.tryAcquire()) {
      return refuse(Problem.busy(), response, callback);
    }
    deadlines.begin(exchange);
    Callback ending = Callback.from(callback, () -> end(exchange));
    try {
      if (super.handle(request, response, ending)) {
        return true;
      }
      end(exchange);
      return false;
    } catch (Throwable e) {
      end(exchange);
      throw e;
    }
  }

  private InetAddress client(Request request) {
    InetAddress remote =
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
            ? socket.getAddress()
            : InetAddress.getLoopbackAddress();
    return addresses.of(remote, request.getHeaders().getValuesList("X-Forwarded-For"));
  }

  private void end(Exchange exchange) {
    deadlines.end(exchange);
    exchange.leavePlace();
  }

  /** The connection ends with the answer: a body that nobody will read is on its way perhaps. */
  private static boolean refuse(Problem problem, Response response, Callback callback) {
    response.setStatus(problem.status());
    HttpFields.Mutable fields = response.getHeaders();
    problem.allHeaders().forEach(fields::put);
    byte[] json = problem.json();
    fields.put("Content-Length", json.length);
    fields.put("Connection", "close");
    response.write(true, ByteBuffer.wrap(json), callback);
    return true;
  }

  void charge(InetAddress client, double tokens) {
    perClient.take(client, tokens);
  }

  void leavePlace() {
    places.release();
  }

  int underWay() {
    return settings.limits().concurrent() - places.availablePermits();
  }

  /** Refuses what comes from now on, and waits for what is under way, streams among it. */
  void close(Duration atMost) throws InterruptedException {
    closing = true;
    long end = System.nanoTime() + atMost.toNanos();
    while (deadlines.underWay() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
