package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.verify.Judged.Counts;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReservesStepTest {
  private static Judged failing() throws MalformedException {
    Holding holding =
        new Holding(
            AccountRef.parse("eip155:1:0x" + "52".repeat(20)),
            AssetRef.parse("eip155:1/slip44:60"),
            Assurance.CLAIMED,
            new Asset(new Ticker("ETH"), 18),
            Optional.empty(),
            Ownership.NONE,
            Optional.empty(),
            Amount.of(1));
    Optional<String> why = Optional.of("why");
    return new Judged(
        holding,
        Counts.CLAIMED,
        Optional.empty(),
        why,
        Optional.empty(),
        Optional.empty(),
        new SeenBy(List.of(), List.of()),
        List.of());
  }

  /** A report that has no room for its failures could not be printed, and would say nothing. */
  @Test
  void manyFailures_areCounted_andTheFirstOfThemNamed() throws MalformedException {
    Finding finding = ReservesStep.balance(Collections.nCopies(1_500, failing()));
    assertEquals("why", finding.sentence());
    assertEquals(1_001, finding.evidence().size());
    assertEquals("1500 of 1500 holdings fail", finding.evidence().getLast());
  }
}
