package dev.solvent.verifier.compare;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.reserves.SharedAccounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what several issuers claim at overlapping times. */
final class Comparison {
  private static final Comparator<Claim> BY_TIME =
      Comparator.comparing((Claim claim) -> claim.of().statement().asOf())
          .thenComparing(claim -> claim.of().statement().issuer().domain());

  private Comparison() {}

  /**
   * One thing that several count on.
   *
   * @param what the account as the first of them spells it, or an output
   * @param claims by time, each of which meets another issuer's
   */
  record Shared(String what, List<Claim> claims) {
    Shared {
      claims = List.copyOf(claims);
    }
  }

  /** Accounts by their decoded bytes, whatever asset; then outputs under different accounts. */
  static List<Shared> of(List<Held> all) {
    List<Shared> shared = new ArrayList<>();
    Set<AccountRef.Decoded> accounts = new HashSet<>();
    for (SharedAccounts.Shared found : SharedAccounts.among(manifests(all), longest(all))) {
      List<Claim> claims =
          met(
              all.stream()
                  .flatMap(Held::claims)
                  .filter(claim -> claim.holding().account().decoded().equals(found.account()))
                  .toList());
      if (!claims.isEmpty()) {
        accounts.add(found.account());
        shared.add(new Shared(claims.getFirst().holding().account().toString(), claims));
      }
    }
    outputs(all)
        .forEach((output, claimed) -> {
          List<Claim> claims =
              met(claimed).stream()
                  .filter(claim -> !accounts.contains(claim.holding().account().decoded()))
                  .toList();
          if (!claims.isEmpty()) {
            shared.add(new Shared("output " + output, claims));
          }
        });
    return shared;
  }

  private static List<ReservesManifest> manifests(List<Held> all) {
    return all.stream().map(Held::manifest).toList();
  }

  /** No two that overlap are further apart than the longest of them lasts. */
  private static Duration longest(List<Held> all) {
    return all.stream()
        .map(held ->
            Duration.between(
                held.statement().asOf().instant(), held.statement().nextDueBy().instant()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Map<String, List<Claim>> outputs(List<Held> all) {
    Map<String, List<Claim>> outputs = new LinkedHashMap<>();
    all.stream()
        .flatMap(Held::claims)
        .forEach(claim ->
            claim
                .of()
                .outputs(claim.holding())
                .forEach(output ->
                    outputs
                        .computeIfAbsent(
                            claim.holding().account().chain() + " " + output,
                            _ -> new ArrayList<>())
                        .add(claim)));
    return outputs;
  }

  private static List<Claim> met(List<Claim> claims) {
    return claims.stream()
        .filter(one -> claims.stream().anyMatch(one::meets))
        .sorted(BY_TIME)
        .toList();
  }
}
