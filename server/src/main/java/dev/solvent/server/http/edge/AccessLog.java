package dev.solvent.server.http.edge;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One line a request, without anything that the client chose. Any thread. */
final class AccessLog implements RequestLog {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");

  private final Logger logger = Logger.getLogger(JsonLines.REQUESTS);
  private final String server;
  private final RequestMeters meters;

  AccessLog(String server, RequestMeters meters) {
    this.server = server;
    this.meters = meters;
  }

  @Override
  public void log(Request request, Response response) {
    @Nullable Exchange exchange = Exchange.of(request);
    Entry entry =
        new Entry(
            server,
            METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER",
            exchange == null ? Exchange.NO_ROUTE : exchange.route(),
            response.getStatus(),
            Response.getContentBytesWritten(response),
            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - request.getBeginNanoTime()));
    meters.count(entry);
    if (logger.isLoggable(Level.INFO)) {
      LogRecord line = new LogRecord(Level.INFO, "request");
      line.setLoggerName(JsonLines.REQUESTS);
      line.setParameters(new Object[] {entry});
      logger.log(line);
    }
  }

  /** What is kept of a request. */
  record Entry(String server, String method, String route, int status, long bytes, long micros) {}
}
