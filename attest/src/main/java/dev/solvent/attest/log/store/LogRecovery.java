package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brings a log from wherever it stopped to a signed checkpoint whose tiles are all there, or says
 * why not. Append goes the same way from staging on.
 */
final class LogRecovery {
  /** How often another writer may get in between before we let it be. */
  private static final int TRIES = 50;

  private final LockStore lock;
  private final LogFolder folder;
  private final CheckpointSigner signer;

  LogRecovery(LockStore lock, LogFolder folder, CheckpointSigner signer) {
    this.lock = lock;
    this.folder = folder;
    this.signer = signer;
  }

  /** A log at rest: what was signed last, and the edge of its tiles. */
  record Rest(LockState state, TileEdge edge) {
    SignedCheckpoint signed() {
      return state.committed().orElseThrow();
    }
  }

  /** Starts from what lies on the disk. A finding that another writer outdated is no finding. */
  Rest load() throws IOException, LogRefusedException {
    for (int tried = 1; ; tried++) {
      byte[] before = lock.read();
      try {
        return load(before);
      } catch (LogRefusedException | IOException e) {
        if (tried == TRIES || Arrays.equals(before, lock.read())) {
          throw e;
        }
      }
    }
  }

  private Rest load(byte[] locked) throws IOException, LogRefusedException {
    if (locked.length == 0) {
      refuseFilesWithoutLock();
    }
    LockState state = LockStates.parse(locked);
    Optional<SignedCheckpoint> committed = state.committed();
    if (committed.isPresent() && !signer.isOwn(committed.get())) {
      throw new LogRefusedException(
          Reason.DAMAGED_LOCK_STORE,
          "checkpoint in the lock store that the key of " + signer.origin() + " did not sign");
    }
    folder.clean();
    checkPublished(committed);
    Rest rest = finish(state, loadEdge(state));
    checkPublishedRoot(rest.signed().checkpoint());
    return rest;
  }

  private void refuseFilesWithoutLock() throws IOException, LogRefusedException {
    if (folder.published().isPresent() || folder.beyond(0).isPresent()) {
      throw new LogRefusedException(
          Reason.PUBLISHED_AHEAD,
          "a published log and nothing in the lock store, want the lock store that signed it");
    }
  }

  /** Nothing may be there that the lock store has not signed. */
  private void checkPublished(Optional<SignedCheckpoint> committed)
      throws IOException, LogRefusedException {
    long size = committed.map(signed -> signed.checkpoint().size()).orElse(-1L);
    Optional<SignedCheckpoint> published = folder.published();
    if (published.isPresent()) {
      if (!signer.isOwn(published.get())) {
        throw new LogRefusedException(
            Reason.PUBLISHED_FORK,
            "published checkpoint that the key of " + signer.origin() + " did not sign");
      }
      if (published.get().checkpoint().size() > size) {
        throw ahead("published checkpoint of size " + published.get().checkpoint().size(), size);
      }
    }
    Optional<TilePath> beyond = folder.beyond(Math.max(size, 0));
    if (beyond.isPresent()) {
      throw ahead(beyond.get().toString(), size);
    }
  }

  private static LogRefusedException ahead(String what, long size) {
    return new LogRefusedException(
        Reason.PUBLISHED_AHEAD,
        what
            + (size < 0 ? " and none signed" : " beyond the signed size " + size)
            + ": the lock store is an old copy, want the one that signed last");
  }

  /** The tiles below the staged entries; they were all there before these could be staged. */
  private TileEdge loadEdge(LockState state) throws IOException, LogRefusedException {
    try {
      return TileEdge.load(state.from(), folder::read);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new LogRefusedException(
          Reason.DAMAGED_TILES, "tile that was signed: " + e.getMessage(), e);
    }
  }

  /** Signs what is staged, if it is not signed yet, and sees to it that its tiles are there. */
  Rest finish(LockState state, TileEdge edge) throws IOException, LogRefusedException {
    TilePlan plan = TilePlan.of(edge, state.entries());
    Checkpoint derived = plan.checkpoint(signer.origin());
    if (!derived.equals(state.target())) {
      throw new LogRefusedException(
          Reason.DAMAGED_TILES,
          "tiles and staged entries give " + derived + ", want " + state.target());
    }
    LockState signed = state.next().isPresent() ? commit(state, plan) : state;
    folder.write(plan.tiles());
    return new Rest(signed, plan.edge());
  }

  private LockState commit(LockState state, TilePlan plan) throws IOException, LogRefusedException {
    SignedCheckpoint signed = signer.sign(state.target(), plan.consistency(folder));
    LockState committed = state.committing(signed);
    if (!lock.compareAndSwap(state.bytes(), committed.bytes())
        && !Arrays.equals(lock.read(), committed.bytes())) {
      throw new LogRefusedException(
          Reason.OTHER_WRITER, "another writer went on first, want a reload");
    }
    return committed;
  }

  /** What readers were shown must be a beginning of what was signed. */
  private void checkPublishedRoot(Checkpoint signed) throws IOException, LogRefusedException {
    Optional<SignedCheckpoint> published = folder.published();
    if (published.isEmpty()) {
      return;
    }
    Checkpoint shown = published.get().checkpoint();
    ProofBuilder tiles = new ProofBuilder(new TileHashes(signed.size(), folder::read));
    if (shown.size() > signed.size() || !tiles.root(shown.size()).equals(shown.root())) {
      throw new LogRefusedException(
          Reason.PUBLISHED_FORK,
          "published " + shown + ", want a beginning of the signed " + signed);
    }
  }
}
