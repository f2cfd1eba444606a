package dev.solvent.attest.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.merkle.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accounts that several issuers count on at the same time. A willing friend's account passes every
 * check of one attestation; it shows only where attestations are compared.
 */
public final class SharedAccounts {
  private SharedAccounts() {}

  /** Who counts on an account, and as of when. */
  public record Claimant(Issuer issuer, AccountRef account, Instant asOf) {}

  /**
   * One account, by its decoded bytes, that more than one issuer counts on.
   *
   * @param claimants each manifest that names it and overlaps with another issuer's that does, by
   *     time
   */
  public record Shared(AccountRef.Decoded account, List<Claimant> claimants) {
    public Shared {
      claimants = List.copyOf(claimants);
    }

    public Set<Issuer> issuers() {
      Set<Issuer> issuers = new LinkedHashSet<>();
      claimants.forEach(claimant -> issuers.add(claimant.issuer()));
      return issuers;
    }
  }

  /**
   * Those of these manifests.
   *
   * @param window how far apart two manifests may be to speak of the same time: an account may
   *     change hands, though not twice a day
   */
  public static List<Shared> among(List<ReservesManifest> manifests, Duration window) {
    Map<AccountRef.Decoded, List<Claimant>> byAccount = new LinkedHashMap<>();
    for (ReservesManifest manifest : manifests) {
      Set<AccountRef.Decoded> here = new LinkedHashSet<>();
      for (Holding holding : manifest.holdings()) {
        AccountRef.Decoded account = holding.account().decoded();
        if (here.add(account)) {
          byAccount
              .computeIfAbsent(account, _ -> new ArrayList<>())
              .add(new Claimant(manifest.issuer(), holding.account(), manifest.asOf().instant()));
        }
      }
    }
    List<Shared> shared = new ArrayList<>();
    byAccount.forEach((account, claimants) -> {
      List<Claimant> together =
          claimants.stream()
              .filter(one -> claimants.stream().anyMatch(other -> overlap(one, other, window)))
              .sorted((a, b) -> a.asOf().compareTo(b.asOf()))
              .toList();
      if (!together.isEmpty()) {
        shared.add(new Shared(account, together));
      }
    });
    return shared;
  }

  private static boolean overlap(Claimant one, Claimant other, Duration window) {
    return !one.issuer().equals(other.issuer())
        && Duration.between(one.asOf(), other.asOf()).abs().compareTo(window) <= 0;
  }
}
