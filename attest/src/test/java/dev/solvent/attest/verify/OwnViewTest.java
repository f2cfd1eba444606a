package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.ReportText;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.verify.Judged.Counts;
import dev.solvent.attest.verify.OwnView.Sighting;
import dev.solvent.merkle.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reader's own nodes add to the honest attestation, and take away from it. */
final class OwnViewTest {
  private static final String CHALLENGED =
      "98722e2ebed8ed3d3652e11e4181f0dccc1ce7d192d8f1db370af8ec4a4e174a";

  private final BundleVector honest = BundleVector.named("honest");
  private final ReservesManifest manifest =
      examine("honest", OwnView.NONE).reserves().orElseThrow();

  private static Bundle bundle(String name) throws Exception {
    return Bundle.parse(
        RepoFiles.bytes(
            RepoFiles.root().resolve("fixtures/vectors/bundles/files/" + name + ".bundle.json")));
  }

  private static Bundle unobserved(Bundle bundle) {
    return new Bundle(
        bundle.blobs(),
        bundle.earlier(),
        bundle.envelope(),
        bundle.logProof(),
        List.of(),
        bundle.replacement(),
        bundle.roots(),
        bundle.tokens());
  }

  private Examined examine(String name, OwnView own) {
    try {
      return examine(bundle(name), own);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Examined examine(Bundle bundle, OwnView own) throws Exception {
    return Verification.examine(bundle, honest.exhibits(), honest.reader().with(own));
  }

  private Examined unobserved(OwnView own) throws Exception {
    return examine(unobserved(bundle("honest")), own);
  }

  /** What an honest node shows of every block, and of those holdings. */
  private List<Sighting> sightings(UnaryOperator<Amount> units) throws Exception {
    List<Sighting> sightings = new ArrayList<>();
    for (PinnedBlock block : manifest.chains()) {
      List<ObservedHolding> holdings =
          manifest.holdings().stream()
              .filter(holding -> holding.account().chain().equals(block.block().chain()))
              .map(holding -> seen(holding, units))
              .toList();
      sightings.add(new Sighting("node one", new Observation(block, holdings)));
    }
    PinnedBlock challenged =
        new PinnedBlock(
            NumberedBlock.parse(ChainId.evm(1), "25007100", "0x" + CHALLENGED),
            Timestamp.parse("2026-05-28T20:06:40Z"));
    sightings.add(new Sighting("node one", new Observation(challenged, List.of())));
    return sightings;
  }

  private static ObservedHolding seen(Holding holding, UnaryOperator<Amount> units) {
    return new ObservedHolding(holding.account(), holding.asset(), units.apply(holding.units()));
  }

  private static OwnView of(List<Sighting> first, Sighting... further) {
    return new OwnView(Stream.concat(first.stream(), Stream.of(further)).toList());
  }

  private static Sighting other(PinnedBlock block, List<ObservedHolding> holdings) {
    return new Sighting("node two", new Observation(block, holdings));
  }

  private static void assertFails(Examined examined, Check check, String sentence) {
    Finding finding = examined.report().finding(check);
    assertEquals(Result.FAIL, finding.result(), () -> ReportText.print(examined.report()));
    assertEquals(sentence, finding.sentence());
    assertEquals(Verdict.FAILED, examined.report().verdict());
  }

  @Test
  void threat24_oneOwnNode_confirmsBlocksAndFigures_withoutAnyObserver() throws Exception {
    Examined examined = unobserved(of(sightings(units -> units)));
    assertEquals(
        Verdict.VERIFIED, examined.report().verdict(), () -> ReportText.print(examined.report()));
    Finding canonical = examined.report().finding(Check.RESERVES_CANONICAL);
    assertEquals("2 blocks, each confirmed by the reader's own nodes", canonical.sentence());
    assertTrue(
        canonical.evidence().getLast().endsWith(" by the reader's own nodes node one"),
        canonical.toString());
    assertEquals(new SeenBy(List.of(), List.of("node one")), examined.blocks().getFirst().seenBy());
    assertEquals(Counts.COUNTED, examined.holdings().getFirst().counts());
  }

  @Test
  void withoutNodesOrObservers_nothingIsConfirmed() throws Exception {
    Examined examined = unobserved(OwnView.NONE);
    assertEquals(Result.ABSENT, examined.report().finding(Check.RESERVES_CANONICAL).result());
    assertEquals(false, examined.blocks().getFirst().confirmed());
    assertTrue(examined.holdings().stream().noneMatch(each -> each.counts() == Counts.COUNTED));
  }

  @Test
  void aBlockThatNodesAndObserversConfirm_isSaidToBeBoths() throws Exception {
    List<Sighting> ofBitcoin = sightings(units -> units).subList(0, 1);
    Finding canonical = examine("honest", of(ofBitcoin)).report().finding(Check.RESERVES_CANONICAL);
    assertEquals(
        "2 blocks, each confirmed by the reader's own nodes or 2 observers", canonical.sentence());
  }

  @Test
  void threat14_anotherBlockOfThatNumber_isNotCanonical_whateverOthersSaw() throws Exception {
    PinnedBlock pinned = manifest.chains().get(1);
    NumberedBlock forked =
        NumberedBlock.parse(ChainId.evm(1), pinned.block().numberText(), "0x" + CHALLENGED);
    Sighting fork = other(new PinnedBlock(forked, pinned.time()), List.of());
    assertFails(
        examine("honest", of(sightings(units -> units), fork)),
        Check.RESERVES_CANONICAL,
        "the reader's own node node two saw another block than " + pinned.block());
  }

  @Test
  void threat14_theSameBlockWithAnotherTime_isNotCanonical() throws Exception {
    PinnedBlock pinned = manifest.chains().get(1);
    PinnedBlock later = new PinnedBlock(pinned.block(), Timestamp.parse("2026-05-28T20:26:41Z"));
    assertFails(
        examine("honest", of(List.of(), other(later, List.of()))),
        Check.RESERVES_CANONICAL,
        "the reader's own node node two saw another block than " + pinned.block());
  }

  @Test
  void threat16_otherUnits_denyWhatIsProven_andWhatObserversSaw() throws Exception {
    for (int i : new int[] {0, 1, 2}) {
      Holding holding = manifest.holdings().get(i);
      PinnedBlock block = manifest.block(holding.account().chain()).orElseThrow();
      Sighting denial = other(block, List.of(seen(holding, units -> Amount.of(7))));
      assertFails(
          examine("honest", of(sightings(units -> units), denial)),
          Check.RESERVES_BALANCE,
          holding + ": the reader's own node node two saw other units than " + holding.units());
    }
  }

  /** An account of a custodian's holds what others own, too. */
  @Test
  void otherUnitsInACustodiansAccount_denyNothing() throws Exception {
    Holding inCustody = manifest.holdings().getLast();
    PinnedBlock block = manifest.chains().getLast();
    Sighting more = other(block, List.of(seen(inCustody, units -> Amount.of(9))));
    Examined examined = examine("honest", of(List.of(), more));
    assertEquals(Verdict.VERIFIED, examined.report().verdict());
    assertEquals(Counts.ATTESTED, examined.holdings().getLast().counts());
  }

  @Test
  void threat25_anOwnView_makesNoStrangersWalletTheExchanges() throws Exception {
    String name = "short-where-a-wallet-is-a-strangers";
    BundleVector stranger = BundleVector.named(name);
    OwnView own = of(sightings(units -> units));
    Examined examined =
        Verification.examine(bundle(name), stranger.exhibits(), stranger.reader().with(own));
    assertEquals(Verdict.SHORT, examined.report().verdict());
    assertEquals(3_333, examined.report().coverage().get(1).basisPoints());
  }

  @Test
  void threat15_anOwnView_makesNothingMoreThanItIsDeclared() throws Exception {
    List<Sighting> all = sightings(units -> units);
    Examined examined = examine("honest", of(all));
    assertEquals(Counts.ATTESTED, examined.holdings().getLast().counts(), "seen, and in custody");
    assertEquals(examine("honest", OwnView.NONE).report().coverage(), examined.report().coverage());
  }

  @Test
  void aFigureAtAnotherBlock_saysNothingOfThisOne() throws Exception {
    Holding observed = manifest.holdings().getFirst();
    PinnedBlock pinned = manifest.chains().getFirst();
    NumberedBlock next = NumberedBlock.parse(pinned.block().chain(), "958401", CHALLENGED);
    Sighting later =
        other(new PinnedBlock(next, pinned.time()), List.of(seen(observed, units -> units)));
    assertFails(
        unobserved(of(List.of(), later)),
        Check.RESERVES_BALANCE,
        observed + ": 0 of the reader's observers saw 150000001, want 2");
  }
}
