package dev.solvent.server.observe;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.observe.Scope;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A manifest, and which part of it is looked at. */
record Sights(ReservesManifest manifest, Scope scope) {
  private static final int MOST_BYTES = ReservesManifest.LIMITS.maxBytes();

  /** All, or of these chains and accounts alone; each has to be in the manifest. */
  static Sights read(Path file, List<ChainId> chains, List<AccountRef> accounts, boolean blocksOnly)
      throws IOException {
    ReservesManifest manifest = manifest(file);
    Set<ChainId> pinned =
        manifest.chains().stream().map(each -> each.block().chain()).collect(Collectors.toSet());
    for (ChainId chain : chains) {
      require(pinned.contains(chain), "chain " + chain, file);
    }
    Set<AccountRef> holders =
        manifest.holdings().stream().map(each -> each.account()).collect(Collectors.toSet());
    for (AccountRef account : accounts) {
      require(holders.contains(account), "account " + account, file);
    }
    if (blocksOnly && !accounts.isEmpty()) {
      throw new UserError("--blocks-only and --account, want one of them", "accounts are holdings");
    }
    for (AccountRef account : accounts) {
      if (!chains.isEmpty() && !chains.contains(account.chain())) {
        throw new UserError(
            "account " + account + " is on none of the chains that are named, want its chain, too",
            "add --chain " + account.chain());
      }
    }
    Scope scope = blocksOnly ? Scope.blocks() : Scope.all();
    if (!chains.isEmpty()) {
      scope = scope.onChains(Set.copyOf(chains)::contains);
    }
    if (!accounts.isEmpty()) {
      Set<AccountRef> wanted = new HashSet<>(accounts);
      scope = scope.ofHoldings(holding -> wanted.contains(holding.account()));
    }
    return new Sights(manifest, scope);
  }

  private static void require(boolean there, String what, Path file) {
    if (!there) {
      throw new UserError(
          what + " is not in " + file + ", want one of its own", "spell it as the manifest does");
    }
  }

  private static ReservesManifest manifest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ReservesManifest.parse(in.readNBytes(MOST_BYTES + 1));
    } catch (MalformedException e) {
      throw new UserError(
          file + ": no reserves manifest: " + e.getMessage(),
          "want the reserves.json that was published, or that solvent reserves read wrote");
    }
  }
}
