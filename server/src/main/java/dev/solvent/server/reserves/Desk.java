package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.PinOutcome;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where signatures for accounts are asked for and taken in: what the nodes say of their blocks, and
 * what a proof has to satisfy as of now. One thread.
 */
final class Desk {
  private static final String MEND =
      "mend or replace the nodes that are named; the quorum is there for a reason";

  private final Configuration configuration;
  private final OwnershipFolder folder;
  private final SortedMap<ChainId, ChainReader> readers;
  private final SortedSet<AccountRef> accounts = new TreeSet<>();
  private final Map<ChainId, Pinned> pins = new HashMap<>();
  private final Map<BlockRef, Timestamp> blocks = new HashMap<>();
  private final Timestamp now = new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS));

  Desk(Configuration configuration) throws IOException {
    this.configuration = configuration;
    this.folder = configuration.ownership();
    this.readers = configuration.readers();
  }

  OwnershipFolder folder() {
    return folder;
  }

  Timestamp now() {
    return now;
  }

  /** Those for which a signature counts: a claim is no more than one, signed or not. */
  SortedSet<AccountRef> accounts() throws UnreadableException {
    if (accounts.isEmpty()) {
      for (Reserve reserve : configuration.reserves().reserves()) {
        if (!(reserve instanceof Reserve.Claimed)) {
          accounts.add(reserve.holding().account());
        }
      }
    }
    return accounts;
  }

  /** These, or all where none is named. */
  SortedSet<AccountRef> accounts(Collection<AccountRef> named) throws UnreadableException {
    SortedSet<AccountRef> all = accounts();
    for (AccountRef account : named) {
      if (!all.contains(account)) {
        throw new UserError(
            "account " + account + " is none of the reserves, want one of them",
            "spell it as in the settings; what is merely claimed needs no signature");
      }
    }
    return named.isEmpty() ? all : new TreeSet<>(named);
  }

  /** Whether a contract that judges for itself took a signature over a challenge that serves. */
  boolean isContracts(AccountRef account, OwnershipTerms terms) throws IOException {
    return folder.standing(account, terms).serving().isEmpty()
        && folder.contractClaim(account, terms).isPresent();
  }

  /** The chain's newest final block, as its nodes agree on it. */
  Pinned pin(ChainId chain) throws InterruptedException {
    Pinned known = pins.get(chain);
    if (known == null) {
      known = pinned(chain, reader(chain).pinning().pin(now), MEND);
      pins.put(chain, known);
      blocks.put(known.header().block().ref(), known.header().time());
    }
    return known;
  }

  private ChainReader reader(ChainId chain) {
    @Nullable ChainReader reader = readers.get(chain);
    if (reader == null) {
      throw new UserError(
          "no nodes for " + chain + ", want some", "add the chain to the settings' chains");
    }
    return reader;
  }

  private static Pinned pinned(ChainId chain, PinOutcome outcome, String hint) {
    return switch (outcome) {
      case Pinned pinned -> pinned;
      case NoQuorum(String detail, List<Dissent> dissents) ->
          throw new Refused(
              chain + ": " + detail,
              dissents.stream().map(dissent -> "node " + dissent).toList(),
              hint);
    };
  }

  /**
   * Asks the nodes for the blocks that these accounts' files name. A chain whose nodes do not agree
   * on anything ends the command: nobody is to sign anew because a node is down.
   */
  void confirmFiles(Collection<AccountRef> some) throws IOException, InterruptedException {
    for (BlockRef block : folder.named(some).blocks()) {
      if (readers.containsKey(block.chain())) {
        pin(block.chain());
        confirm(block);
      }
    }
  }

  PinOutcome confirm(BlockRef block) throws InterruptedException {
    Pinning pinning = reader(block.chain()).pinning();
    PinOutcome outcome = pinning.find(block);
    if (outcome instanceof Pinned found) {
      outcome = pinning.requireFinal(found);
    }
    if (outcome instanceof Pinned settled) {
      blocks.put(block, settled.header().time());
    }
    return outcome;
  }

  /** Refused where the nodes do not have that block. */
  BlockRef confirmed(BlockRef block) throws InterruptedException {
    String hint = "does --block name a final block of that chain, as its nodes spell it?";
    return pinned(block.chain(), confirm(block), hint).header().block().ref();
  }

  /** What serves now, and for so long after it. */
  OwnershipTerms terms(Set<CheckpointRef> checkpoints, Duration margin) {
    return new OwnershipTerms(
        configuration.issuer(),
        configuration.logOrigin(),
        checkpoints,
        blocks,
        now,
        margin,
        configuration.policy().limits().ownershipAge(),
        configuration.policy().safes());
  }

  /**
   * What serves of what comes in: the checkpoints are those that the challenges were made with,
   * which each reading compares with the log's.
   */
  OwnershipTerms termsOfFiles(Collection<AccountRef> some)
      throws IOException, InterruptedException {
    confirmFiles(some);
    return terms(folder.named(some).checkpoints(), Duration.ZERO);
  }
}
