package dev.solvent.server.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class JsonLinesTest {
  private static String printed(
      String logger, String message, Throwable thrown, Object... parameters) {
    LogRecord line = new LogRecord(Level.WARNING, message);
    line.setLoggerName(logger);
    line.setInstant(Instant.parse("2026-09-02T00:00:00.123456Z"));
    line.setThrown(thrown);
    line.setParameters(parameters);
    return new JsonLines().format(line);
  }

  @Test
  void record_ofOurs_isOneLineOfJson() {
    assertEquals(
        "{\"event\":\"log\",\"level\":\"warning\",\"logger\":\"dev.solvent.x\","
            + "\"message\":\"two\\nlines of 7\",\"time\":\"2026-09-02T00:00:00.123Z\"}\n",
        printed("dev.solvent.x", "two\nlines of {0}", null, 7));
  }

  @Test
  void record_ofOthers_andAnExceptionsMessage_areNotRepeated() {
    String line =
        printed("org.eclipse.jetty.x", "GET /secret", new IllegalStateException("secret"));
    assertFalse(line.contains("secret"), line);
    assertTrue(line.contains("\"exception\":\"java.lang.IllegalStateException\""), line);
    assertTrue(line.contains("JsonLinesTest"), "the stack says where: " + line);
    assertTrue(line.contains("\"logger\":\"org.eclipse.jetty.x\""), line);
  }

  @Test
  void request_isPrintedByItsFields() {
    assertEquals(
        "{\"bytes\":12,\"event\":\"request\",\"level\":\"warning\",\"method\":\"GET\",\"micros\":34,"
            + "\"route\":\"/x/{y}\",\"server\":\"public\",\"status\":200,"
            + "\"time\":\"2026-09-02T00:00:00.123Z\"}\n",
        printed(
            JsonLines.REQUESTS,
            "request",
            null,
            new AccessLog.Entry("public", "GET", "/x/{y}", 200, 12, 34)));
  }

  @Test
  void unpairedSurrogate_doesNotBreakTheLine() {
    assertTrue(printed("dev.solvent.x", "a\uD800b", null).contains("\"a?b\""));
  }
}
