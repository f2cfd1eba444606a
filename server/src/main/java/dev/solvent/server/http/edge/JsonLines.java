package dev.solvent.server.http.edge;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Prints log records as one JSON object a line.
 *
 * <p>Of other libraries' records it prints logger, level and the exception's class alone: their
 * words may repeat what a stranger sent, a locator or a token among it. An exception's message is
 * never printed, for the same reason. Any thread.
 */
public final class JsonLines extends Formatter {
  /** The logger of requests. */
  public static final String REQUESTS = "dev.solvent.server.http.requests";

  /** Held, since the log manager alone would let it go, and its level with it. */
  private static final Logger REQUEST_LOGGER = Logger.getLogger(REQUESTS);

  private static final String OURS = "dev.solvent.";
  private static final int MOST_FRAMES = 30;
  private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 4, 1000);

  /**
   * Sends every record of this program to standard error, in this form and no other.
   *
   * @param requests whether a line is written a request
   */
  public static void install(boolean requests) {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new JsonLines());
    root.addHandler(handler);
    REQUEST_LOGGER.setLevel(requests ? Level.INFO : Level.WARNING);
  }

  @Override
  public String format(LogRecord line) {
    String logger = String.valueOf(line.getLoggerName());
    ObjectBuilder json =
        new ObjectBuilder()
            .put("level", line.getLevel().getName().toLowerCase(Locale.ROOT))
            .put("time", line.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
    if (entry(line) instanceof AccessLog.Entry request) {
      json.put("event", "request")
          .put("bytes", request.bytes())
          .put("method", request.method())
          .put("micros", request.micros())
          .put("route", request.route())
          .put("server", request.server())
          .put("status", request.status());
    } else {
      json.put("event", "log").put("logger", shown(logger));
      if (logger.startsWith(OURS)) {
        json.put("message", shown(formatMessage(line)));
      }
    }
    @Nullable Throwable thrown = line.getThrown();
    if (thrown != null) {
      json.put("exception", thrown.getClass().getName()).put("stack", stack(thrown));
    }
    return new String(CanonicalJson.print(json.build(), LIMITS), StandardCharsets.UTF_8) + "\n";
  }

  private static @Nullable Object entry(LogRecord line) {
    Object @Nullable [] parameters = line.getParameters();
    return parameters == null || parameters.length == 0 ? null : parameters[0];
  }

  /** Without what JSON cannot hold. */
  private static String shown(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String stack(Throwable thrown) {
    StringBuilder frames = new StringBuilder();
    StackTraceElement[] trace = thrown.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, MOST_FRAMES); i++) {
      frames.append(i == 0 ? "" : " < ").append(trace[i]);
    }
    return frames.toString();
  }
}
