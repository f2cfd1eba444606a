package dev.solvent.server.http.stream;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.http.published.Publication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One client: how far it is, and what it is told next. One thread. */
final class Subscriber {
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Envelopes envelopes;
  private final int mostReplayed;
  private final OutputStream out;
  private long last;
  private Optional<Octets> checkpoint = Optional.empty();

  /**
   * A client that has seen all epochs up to that one.
   *
   * @param last 0 for a client that has seen none, or below zero for one that does not say: it is
   *     told the newest
   */
  Subscriber(Envelopes envelopes, int mostReplayed, OutputStream out, long last) {
    this.envelopes = envelopes;
    this.mostReplayed = mostReplayed;
    this.out = out;
    this.last = last;
  }

  /** Tells what is new, if anything is. */
  void tell(Publication now) throws IOException {
    long newest = now.newest().map(Epoch::number).orElse(0L);
    if (last < 0) {
      last = Math.max(0, newest - 1);
    }
    if (last > newest || newest - last > mostReplayed) {
      event(
          "reset",
          Optional.empty(),
          ("{\"epoch\":" + newest + "}").getBytes(StandardCharsets.US_ASCII));
      last = Math.max(0, newest - 1);
    }
    while (last < newest) {
      Epoch next = new Epoch(last + 1);
      Optional<Octets> envelope = envelopes.read(next);
      if (envelope.isPresent()) {
        event("attestation", Optional.of(next), envelope.get().toBytes());
      }
      last = next.number();
    }
    if (!now.checkpoint().equals(checkpoint)) {
      checkpoint = now.checkpoint();
      if (checkpoint.isPresent()) {
        event("checkpoint", Optional.empty(), checkpoint.get().toBytes());
      }
    }
    out.flush();
  }

  void heartbeat() throws IOException {
    out.write(HEARTBEAT);
    out.flush();
  }

  /** A client joins the lines of data again, so what it gets are the bytes that were published. */
  private void event(String name, Optional<Epoch> id, byte[] data) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(data.length + 100);
    text.writeBytes(("event: " + name + "\n").getBytes(StandardCharsets.US_ASCII));
    if (id.isPresent()) {
      text.writeBytes(("id: " + id.get() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    text.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
    for (byte b : data) {
      text.write(b);
      if (b == '\n') {
        text.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
      }
    }
    text.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    text.writeTo(out);
  }
}
