package dev.solvent.chain.rpc;

import dev.solvent.chain.rpc.NodeException.Problem;
import dev.solvent.chain.rpc.Reply.Again;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * A provider's node, asked by HTTP: in batches, again where that may help, and no longer than the
 * settings say. Any thread.
 */
public final class HttpNode implements Node {
  private final Endpoint endpoint;
  private final HttpSettings settings;
  private final Exchange exchange;
  private final Backoff backoff;
  private final Semaphore turns;
  private final AtomicLong nextId = new AtomicLong(1);

  public HttpNode(Endpoint endpoint, HttpSettings settings) {
    this(endpoint, settings, InstantSource.system(), RandomGenerator.getDefault());
  }

  HttpNode(Endpoint endpoint, HttpSettings settings, InstantSource clock, RandomGenerator random) {
    this.endpoint = endpoint;
    this.settings = settings;
    exchange = new Exchange(endpoint, clock);
    backoff = new Backoff(random);
    turns = new Semaphore(settings.inFlight(), true);
  }

  /** Without headers, and with the settings that suit most. */
  public static HttpNode of(String name, URI uri) {
    return new HttpNode(Endpoint.of(name, uri), HttpSettings.DEFAULT);
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
    return new Ask(Deadline.after(settings.deadline())).all(calls);
  }

  /** One ask: what is left of its time and of the bytes that may be sent to it. One thread. */
  private final class Ask {
    private final Deadline deadline;
    private long bytesLeft = settings.maxBytes();
    private String before = "";

    Ask(Deadline deadline) {
      this.deadline = deadline;
    }

    List<RpcAnswer> all(List<RpcCall> calls) throws NodeException {
      List<RpcAnswer> answers = new ArrayList<>(calls.size());
      for (int from = 0; from < calls.size(); from += settings.batch()) {
        int to = Math.min(calls.size(), from + settings.batch());
        answers.addAll(batch(calls.subList(from, to)));
      }
      return List.copyOf(answers);
    }

    /** Asks again for those calls only that the node had no time for. */
    private List<RpcAnswer> batch(List<RpcCall> calls) throws NodeException {
      Pending pending = new Pending(calls);
      for (int attempt = 1; ; attempt++) {
        Again again = once(pending);
        if (pending.calls().isEmpty()) {
          return pending.answers();
        }
        pause(again, attempt);
      }
    }

    /** Why a call may still be open afterwards. */
    private Again once(Pending pending) throws NodeException {
      return switch (exchange(pending.calls())) {
        case Again trouble -> trouble;
        case Reply.Never(Problem problem, String detail) -> throw failure(problem, detail);
        case Reply.Answers(List<RpcAnswer> answers, long cost) -> {
          bytesLeft = Math.max(0, bytesLeft - cost);
          pending.put(answers);
          yield Again.soon(Problem.BUSY, pending.refusal());
        }
      };
    }

    private Reply exchange(List<RpcCall> calls) throws NodeException {
      long first = nextId.getAndAdd(calls.size());
      boolean turn = false;
      try {
        turn = turns.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        if (!turn) {
          throw failure(
              Problem.TOO_SLOW,
              settings.inFlight() + " requests in flight, and no turn within the time");
        }
        return exchange.send(new Batch(calls, first, settings.batch() == 1), bytesLeft, deadline);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(Problem.TOO_SLOW, "interrupted before its turn");
      } finally {
        if (turn) {
          turns.release();
        }
      }
    }

    private void pause(Again again, int attempt) throws NodeException {
      if (attempt == settings.attempts()) {
        throw failure(again.problem(), again.detail() + ", tried " + attempt + " times");
      }
      before = ", before that: " + again.detail();
      Duration wait = again.pause().orElseGet(() -> backoff.pause(attempt));
      if (wait.compareTo(deadline.left()) >= 0) {
        throw failure(
            again.problem(), "no time to wait " + wait.toMillis() + " ms for try " + (attempt + 1));
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(again.problem(), "interrupted before another try");
      }
    }

    /** Says what happened last but one, too: it may be the reason. */
    private NodeException failure(Problem problem, String detail) {
      return new NodeException(name(), problem, detail + before);
    }
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
