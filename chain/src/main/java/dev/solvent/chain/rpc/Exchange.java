package dev.solvent.chain.rpc;

import dev.solvent.chain.rpc.NodeException.Problem;
import dev.solvent.chain.rpc.Reply.Again;
import dev.solvent.chain.rpc.Reply.Never;
import dev.solvent.chain.rpc.RpcJson.CutShortException;
import dev.solvent.merkle.MalformedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One HTTP request with a batch, and what came of it. The time covers the body, which the client's
 * own timeout does not; when it is over the exchange is cancelled, and its connection with it. Any
 * thread.
 */
final class Exchange {
  /** An error's page is read this far, in case it is the node's JSON-RPC error. */
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final Endpoint endpoint;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).version(Version.HTTP_1_1).build();

  Exchange(Endpoint endpoint, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  Reply send(Batch batch, long maxBytes, Deadline deadline) {
    HttpRequest request =
        endpoint
            .request()
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .header("accept-encoding", "identity")
            .POST(BodyPublishers.ofByteArray(batch.print()))
            .build();
    CompletableFuture<HttpResponse<Optional<byte[]>>> coming =
        client.sendAsync(
            request, info -> new CappedBody(info.statusCode() == 200 ? maxBytes : MAX_ERROR_BYTES));
    try {
      return reply(batch, maxBytes, coming.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new Never(Problem.TOO_SLOW, "no whole answer within the time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Never(Problem.TOO_SLOW, "interrupted before the answer came");
    } catch (ExecutionException e) {
      return broken(e.getCause());
    } finally {
      coming.cancel(true);
    }
  }

  /** The client meets what is no HTTP with unchecked exceptions, too. */
  private Again broken(@Nullable Throwable cause) {
    if (!(cause instanceof Exception)) {
      throw new IllegalStateException("HTTP client", cause);
    }
    String words = cause.getMessage() == null ? "" : " " + cause.getMessage();
    return Again.soon(
        Problem.UNREACHABLE, kind(cause) + Words.shown(endpoint.withoutSecrets(words)));
  }

  /** The client says the same of a name that nobody has and of a port where nobody listens. */
  private static String kind(Throwable cause) {
    for (@Nullable Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "no host of that name";
      }
    }
    return cause instanceof ConnectException
        ? "nobody listens there"
        : "connection: " + cause.getClass().getSimpleName();
  }

  private Reply reply(Batch batch, long maxBytes, HttpResponse<Optional<byte[]>> response) {
    int status = response.statusCode();
    boolean encoded =
        response.headers().allValues("content-encoding").stream()
            .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    if (status != 200) {
      return encoded ? refused(response) : errorPage(batch, response);
    }
    if (encoded) {
      return new Never(Problem.MALFORMED, "body in another content encoding, want identity");
    }
    if (response.body().isEmpty()) {
      return new Never(
          Problem.TOO_LARGE, "more than the " + maxBytes + " bytes that are left to this ask");
    }
    byte[] body = response.body().get();
    try {
      return answers(batch, body);
    } catch (CutShortException e) {
      return Again.soon(Problem.UNREACHABLE, "the answer ends after " + body.length + " bytes");
    } catch (MalformedException e) {
      return new Never(Problem.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private Reply answers(Batch batch, byte[] body) throws MalformedException, CutShortException {
    JsonNode json = RpcJson.parse(body);
    return new Reply.Answers(
        batch.match(json, endpoint::withoutSecrets),
        Math.max(body.length, RpcJson.leastBytes(json)));
  }

  /** Bitcoin nodes answer a single call's error with the status 500 and the like. */
  private Reply errorPage(Batch batch, HttpResponse<Optional<byte[]>> response) {
    if (!HttpStatus.isBusy(response.statusCode()) && response.body().isPresent()) {
      try {
        byte[] body = response.body().get();
        return answers(batch, body);
      } catch (MalformedException | CutShortException e) {
        return refused(response);
      }
    }
    return refused(response);
  }

  private Reply refused(HttpResponse<?> response) {
    int status = response.statusCode();
    String detail = "HTTP status " + status + ", want 200";
    if (HttpStatus.isBusy(status)) {
      Instant now = clock.instant();
      return new Again(
          Problem.BUSY,
          detail,
          response.headers().firstValue("retry-after").flatMap(v -> RetryAfter.parse(v, now)));
    }
    if (HttpStatus.isPassing(status)) {
      return Again.soon(Problem.UNREACHABLE, detail);
    }
    return new Never(Problem.REFUSED, detail);
  }
}
