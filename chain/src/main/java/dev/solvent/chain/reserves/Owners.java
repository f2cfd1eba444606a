package dev.solvent.chain.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.evm.ContractSignature;
import dev.solvent.chain.ownership.ContractClaim;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.Standing;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose the accounts of one reading are. */
final class Owners {
  /**
   * How a holding's row says it.
   *
   * @param why no signature counts, or not for long
   */
  record Shown(Ownership kind, Optional<Hash> evidence, Optional<String> why) {
    static Shown nothing(String why) {
      return new Shown(Ownership.NONE, Optional.empty(), Optional.of(why));
    }
  }

  private final ReservesRequest request;
  private final OwnershipFolder folder;
  private final Pins pins;
  private final BlobFolder blobs;
  private final Map<BlockRef, Timestamp> blocks = new HashMap<>();
  private final Map<AccountRef, Shown> shown = new HashMap<>();

  Owners(ReservesRequest request, OwnershipFolder folder, Pins pins, BlobFolder blobs) {
    this.request = request;
    this.folder = folder;
    this.pins = pins;
    this.blobs = blobs;
    for (PinnedBlock block : pins.blocks()) {
      blocks.put(block.block().ref(), block.time());
    }
  }

  Shown of(AccountRef account) throws IOException, InterruptedException, Refusal {
    Shown known = shown.get(account);
    if (known == null) {
      known = look(account);
      shown.put(account, known);
    }
    return known;
  }

  private Shown look(AccountRef account) throws IOException, InterruptedException, Refusal {
    for (BlockRef block : folder.named(List.of(account)).blocks()) {
      confirm(block);
    }
    OwnershipTerms terms = terms();
    Standing standing = folder.standing(account, terms);
    Optional<Standing.Serving> serving = standing.serving();
    if (serving.isEmpty()) {
      Optional<ContractClaim> claim = folder.contractClaim(account, terms);
      if (claim.isPresent()) {
        return asked(account, claim.get());
      }
    }
    Optional<String> why =
        standing instanceof Standing.Due due ? Optional.of(due.why()) : Optional.empty();
    return serving.isPresent()
        ? new Shown(Ownership.SIGNED, Optional.of(blobs.keep(serving.get().file())), why)
        : new Shown(Ownership.NONE, Optional.empty(), why);
  }

  /** The contract's own answer, which shows less than a signature that anyone can check. */
  private Shown asked(AccountRef account, ContractClaim claim) {
    Pinned pin = pins.of(account.chain());
    try {
      ContractSignature.Answer answer =
          ContractSignature.ask(
              pin.agreed(), pin.header(), account.evmAddress(), claim.hash(), claim.signature());
      return switch (answer) {
        case ContractSignature.Answer.Accepted _ ->
            new Shown(Ownership.CONTRACT, Optional.empty(), Optional.empty());
        case ContractSignature.Answer.Refused(String detail) -> Shown.nothing(detail);
      };
    } catch (NodeException | MalformedException e) {
      return Shown.nothing(String.valueOf(e.getMessage()));
    }
  }

  /** A challenge's block counts if the nodes have it and call it final, as observers will ask. */
  private void confirm(BlockRef block) throws InterruptedException, Refusal {
    if (blocks.containsKey(block) || !pins.canRead(block.chain())) {
      return;
    }
    Pinning pinning = pins.reader(block.chain()).pinning();
    if (pinning.find(block) instanceof Pinned found
        && pinning.requireFinal(found) instanceof Pinned settled) {
      blocks.put(block, settled.header().time());
    }
  }

  private OwnershipTerms terms() {
    Set<CheckpointRef> checkpoints = request.checkpoints();
    // No reader comes before now, and each holds a proof against its own time.
    boolean late = request.now().compareTo(request.asOf()) > 0;
    return new OwnershipTerms(
        request.issuer(),
        request.logOrigin(),
        checkpoints,
        blocks,
        late ? request.now() : request.asOf(),
        Duration.ZERO,
        request.policy().limits().ownershipAge(),
        request.policy().safes());
  }
}
