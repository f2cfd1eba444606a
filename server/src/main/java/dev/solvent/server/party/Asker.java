package dev.solvent.server.party;

import dev.solvent.attest.octets.Octets;
import dev.solvent.server.party.Answer.Answered;
import dev.solvent.server.party.Answer.Away;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions to parties, again where that may help. It follows no redirect, keeps no cookie,
 * and cuts the connection to whoever is late or says too much. Any thread.
 */
public final class Asker {
  /** Timeout, too many requests, and what gateways and servers say while something is broken. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long MOST_PAUSE_MILLIS = 8_000;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).version(Version.HTTP_1_1).build();
  private final RandomGenerator random;

  public Asker() {
    this(RandomGenerator.getDefault());
  }

  Asker(RandomGenerator random) {
    this.random = random;
  }

  /** An answer, or why there is none, within the time; never an exception for what others do. */
  public Answer ask(Question question, Patience patience) {
    Deadline deadline = Deadline.after(patience.time());
    for (int attempt = 1; ; attempt++) {
      Tried tried = once(question, patience, deadline);
      if (tried.last() || attempt == patience.tries()) {
        return tried.answer();
      }
      Duration pause = tried.pause().orElse(backoff(attempt));
      if (pause.compareTo(deadline.left()) >= 0 || !slept(pause)) {
        return tried.answer();
      }
    }
  }

  /** Anything up to a bound that doubles, so that many do not come back together. */
  private Duration backoff(int failures) {
    long bound = Math.min(MOST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
    return Duration.ofMillis(random.nextLong(bound + 1));
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What came of one try.
   *
   * @param last whether another one cannot help
   * @param pause what the party wants us to wait
   */
  private record Tried(Answer answer, boolean last, Optional<Duration> pause) {
    static Tried never(Answer answer) {
      return new Tried(answer, true, Optional.empty());
    }
  }

  private Tried once(Question question, Patience patience, Deadline deadline) {
    HttpRequest request =
        HttpRequest.newBuilder(question.to().uri())
            .header("content-type", question.contentType())
            .header("accept", question.accept())
            .header("accept-encoding", "identity")
            .POST(BodyPublishers.ofByteArray(question.body().toBytes()))
            .build();
    CompletableFuture<HttpResponse<Optional<byte[]>>> coming =
        client.sendAsync(request, _ -> new Capped(patience.maxBytes()));
    try {
      return tried(coming.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS), patience);
    } catch (TimeoutException e) {
      return Tried.never(new Away("no whole answer within the time"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Tried.never(new Away("interrupted before the answer came"));
    } catch (ExecutionException e) {
      return new Tried(new Away(broken(e.getCause())), false, Optional.empty());
    } finally {
      coming.cancel(true);
    }
  }

  private static Tried tried(HttpResponse<Optional<byte[]>> response, Patience patience) {
    int status = response.statusCode();
    if (response.body().isEmpty()) {
      return Tried.never(new Away("an answer of more than " + patience.maxBytes() + " bytes"));
    }
    boolean encoded =
        response.headers().allValues("content-encoding").stream()
            .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    if (encoded) {
      return Tried.never(new Away("an answer in another content encoding, want identity"));
    }
    Answered answered = new Answered(status, Octets.of(response.body().get()));
    Optional<Duration> pause =
        response
            .headers()
            .firstValue("retry-after")
            .filter(value -> SECONDS.matcher(value).matches())
            .map(value -> Duration.ofSeconds(Integer.parseInt(value)));
    return PASSING.contains(status) ? new Tried(answered, false, pause) : Tried.never(answered);
  }

  /** In our own words: those of the client may repeat the address, or what the party sent. */
  private static String broken(@Nullable Throwable cause) {
    if (!(cause instanceof Exception)) {
      throw new IllegalStateException("HTTP client", cause);
    }
    for (@Nullable Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return "no host of that name";
      }
    }
    return cause instanceof ConnectException
        ? "nobody listens there"
        : "connection: " + cause.getClass().getSimpleName();
  }
}
