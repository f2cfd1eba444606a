package dev.solvent.server.http.edge;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as the gate sees them. Its fields are written by the request's thread
 * and read by the one that cuts slow clients off.
 */
public final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();

  /** Of a request that met no route. */
  static final String NO_ROUTE = "-";

  private final InetAddress client;
  private final EndPoint endPoint;
  private final Gate gate;
  private volatile String route = NO_ROUTE;
  private volatile long deadline;
  private volatile boolean holdsPlace = true;

  Exchange(InetAddress client, EndPoint endPoint, Gate gate, Duration time) {
    this.client = client;
    this.endPoint = endPoint;
    this.gate = gate;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** The exchange that a handler is in. */
  public static Exchange of(Context context) {
    return (Exchange) Objects.requireNonNull(context.req().getAttribute(ATTRIBUTE), ATTRIBUTE);
  }

  static @Nullable Exchange of(Request request) {
    return (Exchange) request.getAttribute(ATTRIBUTE);
  }

  void attachTo(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Who asks; equal for all addresses of one client. */
  public InetAddress client() {
    return client;
  }

  /** Puts the end off: so long from now the client is cut off, wherever it is then. */
  public void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** Charges the client for a request that is more work than others. */
  public void charge(double more) {
    gate.charge(client, more);
  }

  /** Gives the place among the requests that are worked on back: a stream has its own limit. */
  public void leavePlace() {
    if (holdsPlace) {
      holdsPlace = false;
      gate.leavePlace();
    }
  }

  /** Cuts the client off: what it has of the answer must not look whole. */
  public void cutOff() {
    endPoint.close();
  }

  boolean isOverdue(long nanoTime) {
    return nanoTime - deadline > 0;
  }

  String route() {
    return route;
  }

  void route(String template) {
    route = template;
  }

  EndPoint endPoint() {
    return endPoint;
  }
}
