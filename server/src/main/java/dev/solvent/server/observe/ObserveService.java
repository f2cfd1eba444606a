package dev.solvent.server.observe;

import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Signer;
import dev.solvent.chain.observe.ObservationFiles;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.chain.observe.Scope;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.observe.ObserveResponse.Unseen;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostHandler;
import dev.solvent.server.party.PostLimits;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * An observer behind HTTP: looks with nodes of its own at what others say that they hold, for one
 * of them at a time, and signs what it saw. Any thread.
 */
public final class ObserveService implements PostHandler {
  static final String PATH = "/observe";
  private static final PostLimits LIMITS = new PostLimits(ObserveRequest.LIMITS.maxBytes(), 4);
  private static final int BUSY_SECONDS = 15;

  private final Observer observer;
  private final Signer signer;
  private final int mostHoldings;
  private final Duration time;
  private final Semaphore turn = new Semaphore(1);

  /**
   * A service.
   *
   * @param mostHoldings of one manifest: each costs the nodes something
   * @param time for one request
   */
  public ObserveService(Observer observer, Signer signer, int mostHoldings, Duration time) {
    this.observer = observer;
    this.signer = signer;
    this.mostHoldings = mostHoldings;
    this.time = time;
  }

  /** Listens; the log is told a line a request. */
  public PostServer start(ListenAddress address, Consumer<String> log, InstantSource clock)
      throws IOException {
    return PostServer.start(address, PATH, LIMITS, this, log, clock);
  }

  @Override
  public Reply handle(Octets body) throws IOException, InterruptedException {
    ObserveRequest request;
    ReservesManifest manifest;
    try {
      request = ObserveRequest.parse(body.toBytes());
      manifest = ReservesManifest.parse(request.manifest().toBytes());
    } catch (MalformedException e) {
      return Reply.problem(400, "malformed", String.valueOf(e.getMessage()));
    }
    int holdings = manifest.holdings().size();
    if (holdings > mostHoldings) {
      String detail = holdings + " holdings, want at most " + mostHoldings;
      return Reply.problem(422, "too many holdings", detail);
    }
    if (!turn.tryAcquire()) {
      String detail = "another manifest is looked at just now, want a later try";
      return Reply.problem(429, "busy", detail).retryAfter(BUSY_SECONDS);
    }
    return withinTime(request, manifest);
  }

  /** The turn ends when the looking has ended, not when its time has. */
  private Reply withinTime(ObserveRequest request, ReservesManifest manifest)
      throws IOException, InterruptedException {
    FutureTask<Reply> looking =
        new FutureTask<>(() -> {
          try {
            return look(request, manifest);
          } finally {
            turn.release();
          }
        });
    Thread thread = Thread.ofVirtual().start(looking);
    try {
      return looking.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return Reply.problem(
          504, "too slow", "the nodes did not show it all within " + time.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException("looking: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }

  private Reply look(ObserveRequest request, ReservesManifest manifest)
      throws IOException, InterruptedException {
    List<ObserverOutcome> outcomes = new ArrayList<>(observer.observe(manifest, Scope.all()));
    outcomes.addAll(observer.blocks(request.blocks()));
    List<Sighting> sightings = outcomes.stream().map(Sighting::new).toList();
    List<Observation> seen =
        sightings.stream().flatMap(each -> each.observations().stream()).toList();
    List<Unseen> unseen =
        sightings.stream()
            .filter(each -> !each.isSeen())
            .map(each -> new Unseen(each.outcome().block(), each.reason()))
            .toList();
    List<Octets> envelopes = List.copyOf(ObservationFiles.sign(seen, signer).values());
    return Reply.of(
        200,
        ObserveRequest.CONTENT_TYPE,
        new ObserveResponse(envelopes, unseen).toBytes(),
        Words.counted(envelopes.size(), "observation")
            + " signed, "
            + Words.counted(unseen.size(), "block")
            + " not seen");
  }
}
