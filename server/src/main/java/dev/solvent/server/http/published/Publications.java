package dev.solvent.server.http.published;

import dev.solvent.attest.note.Note;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at the public folder once in a while, and tells whoever waits what is new. Any thread; one
 * of its own looks.
 */
public final class Publications implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Publications.class.getName());
  private static final int MOST_POINTER = 1 << 20;

  private final PublicFolder folder;
  private final PointerReader pointers;
  private final Duration pause;
  private final Thread poller;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Written under the lock. */
  private volatile Publication now = Publication.NOTHING;

  private volatile boolean closed;

  private Publications(PublicFolder folder, PointerReader pointers, Duration pause) {
    this.folder = folder;
    this.pointers = pointers;
    this.pause = pause;
    poller = Thread.ofVirtual().name("publications").unstarted(this::run);
  }

  /** Looks once before it returns, and then after each pause. */
  public static Publications watch(PublicFolder folder, PointerReader pointers, Duration pause) {
    Publications publications = new Publications(folder, pointers, pause);
    publications.look();
    publications.poller.start();
    return publications;
  }

  public PublicFolder folder() {
    return folder;
  }

  public Publication now() {
    return now;
  }

  public boolean isClosed() {
    return closed;
  }

  /** Whether the epoch is public: the pointer reached it, and its bundle is there. */
  public boolean isPublic(Epoch epoch) throws IOException {
    return now.reaches(epoch) && folder.has(PublishedPath.bundle(epoch));
  }

  /** Returns when something has changed since that version, the time is over, or this is closed. */
  public Publication awaitAfter(long version, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (now.version() <= version && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!closed) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void look() {
    Publication before = now;
    Publication found = read(before);
    if (found.saysTheSameAs(before)) {
      return;
    }
    found.trouble().ifPresent(trouble -> LOG.log(Level.WARNING, "public folder: {0}", trouble));
    lock.lock();
    try {
      now = found;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Publication read(Publication before) {
    long version = before.version() + 1;
    try {
      Optional<Epoch> newest = newest();
      Optional<Octets> checkpoint =
          folder.read(PublishedPath.CHECKPOINT, Note.MAX_BYTES).map(Octets::of);
      return new Publication(version, newest, checkpoint, Optional.empty());
    } catch (IOException e) {
      return trouble(before, version, "cannot be read: " + e.getClass().getSimpleName());
    } catch (MalformedException e) {
      return trouble(before, version, "the pointer is malformed");
    }
  }

  private static Publication trouble(Publication before, long version, String what) {
    return new Publication(version, before.newest(), before.checkpoint(), Optional.of(what));
  }

  private Optional<Epoch> newest() throws IOException, MalformedException {
    Optional<byte[]> pointer = folder.read(PublishedPath.POINTER, MOST_POINTER);
    if (pointer.isEmpty()) {
      return Optional.empty();
    }
    Optional<Epoch> named = pointers.newest(pointer.get());
    if (named.isPresent() && !folder.has(PublishedPath.bundle(named.get()))) {
      throw new IOException("the pointer names an epoch without a bundle");
    }
    return named;
  }

  /** Whoever waits goes on. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    poller.interrupt();
  }
}
