package dev.solvent.server.doctor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Whether parties answer at all: a HEAD, which asks for nothing. Their addresses may hold a key, so
 * that only names are shown.
 */
final class PartiesExamination implements Examination {
  private final String kind;
  private final Map<String, String> addresses;
  private final Predicate<Set<String>> enough;
  private final InstantSource clock;
  private final Clocks clocks;
  private final Duration patience;

  /**
   * Of one kind.
   *
   * @param addresses by the parties' names
   * @param enough whether these would do
   */
  PartiesExamination(
      String kind,
      Map<String, String> addresses,
      Predicate<Set<String>> enough,
      InstantSource clock,
      Clocks clocks,
      Duration patience) {
    this.kind = kind;
    this.addresses = new LinkedHashMap<>(addresses);
    this.enough = enough;
    this.clock = clock;
    this.clocks = clocks;
    this.patience = patience;
  }

  @Override
  public String about() {
    return kind;
  }

  /** A question on its way. */
  private record Asked(Instant at, CompletableFuture<HttpResponse<Void>> coming) {}

  @Override
  public List<Line> look() throws InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
    Map<String, Asked> asked = new LinkedHashMap<>();
    List<Line> lines = new ArrayList<>();
    addresses.forEach((name, address) -> {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(address)).HEAD().timeout(patience).build();
        asked.put(
            name,
            new Asked(
                clock.instant(),
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding())));
      } catch (IllegalArgumentException e) {
        lines.add(away(name, "an address that is none"));
      }
    });
    Set<String> up = new LinkedHashSet<>();
    for (Map.Entry<String, Asked> each : asked.entrySet()) {
      Line line = line(each.getKey(), each.getValue());
      if (line.level() == Line.Level.OK) {
        up.add(each.getKey());
      }
      lines.add(line);
    }
    if (!enough.test(up)) {
      lines.add(
          Line.fail(
              kind,
              up.size() + " of " + addresses.size() + " answer, which is too few to publish",
              "wait for them, or name others in the settings and the policy"));
    }
    return lines;
  }

  private Line line(String name, Asked asked) throws InterruptedException {
    try {
      HttpResponse<Void> answer = asked.coming().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      date(answer)
          .ifPresent(shown -> clocks.add(name, Duration.between(middle(asked.at()), shown)));
      return answer.statusCode() >= 500
          ? away(name, "HTTP status " + answer.statusCode())
          : Line.ok(kind + " " + name, "answers");
    } catch (TimeoutException e) {
      return away(name, "no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return away(name, "nobody answers there");
    } finally {
      asked.coming().cancel(true);
    }
  }

  private Line away(String name, String why) {
    return Line.warn(kind + " " + name, why, "is it up, and its address right in the settings?");
  }

  private Instant middle(Instant asked) {
    return asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
  }

  private static Optional<Instant> date(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("date")
        .flatMap(text -> {
          try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        });
  }
}
