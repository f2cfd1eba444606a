package dev.solvent.server.endtoend;

import dev.solvent.attest.octets.Octets;
import dev.solvent.server.demo.DemoAuthority;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostLimits;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A time authority that can be had to take its time. Any thread. */
final class Authority implements AutoCloseable {
  private final DemoAuthority authority = DemoAuthority.create(InstantSource.system());
  private final Semaphore open = new Semaphore(1);
  private final Semaphore asked = new Semaphore(0);
  private final PostServer server;

  Authority() throws IOException {
    server =
        PostServer.start(
            new ListenAddress("127.0.0.1", 0),
            "/",
            new PostLimits(1 << 14, 16),
            this::answer,
            _ -> {},
            InstantSource.system());
  }

  private Reply answer(Octets body) throws IOException, InterruptedException {
    asked.release();
    open.acquire();
    open.release();
    return Reply.of(
        200, "application/timestamp-reply", authority.respond(body.toBytes()), "answered");
  }

  /** From now on it answers nobody. */
  void hold() throws InterruptedException {
    open.acquire();
    asked.drainPermits();
  }

  void awaitAsked() throws InterruptedException {
    if (!asked.tryAcquire(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody asks the authority, want the publisher to");
    }
  }

  void goOn() {
    open.release();
  }

  Octets root() {
    return authority.root();
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    open.release(100); // whoever still waits
    server.close();
  }
}
