package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.verify.Judged.Counts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no case has: a file of ownership that is there, is what was named, and cannot be read. */
final class HoldingStepTest {
  private final BundleVector honest = BundleVector.named("honest");

  private List<Judged> judged(Octets ownership) throws Exception {
    Bundle bundle = honest.bundle().orElseThrow();
    Policy policy = honest.reader().policy();
    ReservesManifest manifest =
        Verification.examine(bundle, Exhibits.NONE, honest.reader()).reserves().orElseThrow();
    Holding holding = manifest.holdings().getFirst();
    Holding other =
        new Holding(
            holding.account(),
            holding.asset(),
            holding.assurance(),
            holding.countsAs(),
            holding.evidence(),
            holding.ownership(),
            Optional.of(Digests.sha256(ownership.toBytes())),
            holding.units());
    Evidence evidence = new Evidence(bundle.blobs().and(Blobs.of(List.of(ownership))));
    Sources sources = new Sources(policy, bundle.observations(), OwnView.NONE);
    Statement statement = Statement.parse(bundle.envelope().payload());
    return new HoldingStep(
            new ReservesManifest(
                manifest.asOf(),
                manifest.chains(),
                manifest.epoch(),
                List.of(other),
                manifest.issuer(),
                manifest.extensions()),
            evidence,
            new AssuranceCheck(policy, statement, evidence, sources),
            sources,
            account -> {
              throw new AssertionError("asked of a file that nobody can read");
            })
        .judgeAll();
  }

  @Test
  void ownershipThatCannotBeRead_isClaimed() throws Exception {
    Judged judged = judged(Octets.of("{}".getBytes(StandardCharsets.UTF_8))).getFirst();
    assertEquals(Counts.CLAIMED, judged.counts());
    assertEquals(Optional.empty(), judged.signed());
    assertTrue(judged.ownership().orElseThrow().contains(": evidence "), judged.toString());
  }
}
