package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportText;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.attest.time.TestAuthority;
import dev.solvent.attest.trust.Roots;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One honest exchange, and for every check one that fails it. */
final class VerificationTest {
  private final Exchange exchange = new Exchange();

  private Report verify() throws Exception {
    Bundle bundle = Bundle.parse(exchange.bundle().toBytes());
    return Verification.verify(bundle, Exhibits.NONE.with(exchange.claim()), exchange.reader());
  }

  /** The named check fails, and no other does. */
  private Report assertFails(Check check, Verdict verdict) throws Exception {
    Report report = verify();
    for (Finding finding : report.findings()) {
      boolean failed = finding.result() == Finding.Result.FAIL;
      assertEquals(finding.check() == check, failed, ReportText.print(report));
    }
    assertEquals(verdict, report.verdict(), ReportText.print(report));
    return report;
  }

  @Test
  void anHonestExchange_isVerified() throws Exception {
    Report report = verify();
    assertEquals(Verdict.VERIFIED, report.verdict(), ReportText.print(report));
    assertEquals(15_000, report.coverage().getFirst().basisPoints());
    assertEquals(Optional.of(Roots.ISSUER), report.issuer());
    assertTrue(
        report
            .finding(Check.LIABILITIES_INCLUSION)
            .sentence()
            .contains("1.000000000000000000 ETH of alice@example.com"));
  }

  @Test
  void withoutAClaim_nobodysInclusionIsLookedAt() throws Exception {
    Report report = Verification.verify(exchange.bundle(), Exhibits.NONE, exchange.reader());
    assertEquals(Verdict.VERIFIED, report.verdict(), ReportText.print(report));
    assertEquals(Finding.Result.NOT_RUN, report.finding(Check.LIABILITIES_INCLUSION).result());
  }

  @Test
  void threat28_anotherRootThanThePinned() throws Exception {
    exchange.namedRoot = Optional.of(Hash.of(new byte[32]));
    assertFails(Check.TRUST_ROOT, Verdict.FAILED);
  }

  @Test
  void threat28_aReaderWithANewerRoot_knowsTheStatementsOwnByItsChain() throws Exception {
    Report report =
        verifyWith(exchange.roots.rotated(exchange.roots.first(), 1, 1, newStatementKey()));
    assertEquals(Verdict.VERIFIED, report.verdict(), ReportText.print(report));
  }

  @Test
  void threat28_anOldKey_signsNothingAfterItsPeriod() throws Exception {
    Report report =
        verifyWith(exchange.roots.rotated(exchange.roots.first(), 0, 0, newStatementKey()));
    assertEquals(Finding.Result.FAIL, report.finding(Check.STATEMENT_SIGNATURE).result());
    assertEquals(Verdict.FAILED, report.verdict());
  }

  private TestSigner newStatementKey() {
    return exchange.roots.newStatementKey;
  }

  private Report verifyWith(TrustRoot newer) throws Exception {
    SignedRoot pinned = exchange.roots.signed(newer, exchange.roots.alice, exchange.roots.bob);
    Reader reader = exchange.reader();
    return Verification.verify(
        exchange.bundle(),
        Exhibits.NONE,
        new Reader(pinned, reader.policy(), reader.now(), reader.seen()));
  }

  @Test
  void threat28_aRootOfTheBundlesOwn_isNotTrusted() throws Exception {
    Report report = Verification.verify(exchange.bundle(), Exhibits.NONE, new Exchange().reader());
    assertEquals(Verdict.FAILED, report.verdict());
    assertEquals(Finding.Result.FAIL, report.finding(Check.TRUST_ROOT).result());
    assertEquals(Finding.Result.NOT_RUN, report.finding(Check.STATEMENT_SIGNATURE).result());
  }

  @Test
  void threat08_aCheckpointThatTheLogDidNotSign() throws Exception {
    exchange.logSigner = TestSigner.ed25519();
    assertFails(Check.LOG_CHECKPOINT, Verdict.FAILED);
  }

  @Test
  void threat08_noWitness() throws Exception {
    exchange.cosigned = false;
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertEquals(Finding.Result.FAIL, report.finding(Check.LOG_WITNESSES).result());
    assertEquals(Finding.Result.FAIL, report.finding(Check.FRESHNESS).result());
  }

  @Test
  void threat09_aCosignatureFromTheFuture() throws Exception {
    exchange.cosignedAt = Exchange.seconds(100_000);
    assertEquals(Finding.Result.FAIL, verify().finding(Check.LOG_WITNESSES).result());
  }

  @Test
  void threat08_aForkOfWhatWasSeenLast() throws Exception {
    Checkpoint other = new Checkpoint(Roots.ORIGIN, 1, Hash.of(new byte[32]));
    exchange.seen = Optional.of(new Seen(other, List.of()));
    Report report = assertFails(Check.LOG_CONSISTENCY, Verdict.FAILED);
    assertEquals(2, report.finding(Check.LOG_CONSISTENCY).evidence().size());
  }

  @Test
  void whatWasSeenLast_isSeenAgain() throws Exception {
    Bundle bundle = exchange.bundle();
    Reader reader = exchange.reader();
    Reader again =
        new Reader(
            reader.pinned(),
            reader.policy(),
            reader.now(),
            Optional.of(new Seen(bundle.logProof().checkpoint().checkpoint(), List.of())));
    Report passed = Verification.verify(bundle, Exhibits.NONE, again);
    assertEquals(Finding.Result.PASS, passed.finding(Check.LOG_CONSISTENCY).result());
  }

  @Test
  void threat27_anotherEpochThanTheIndex() throws Exception {
    exchange.epoch = 2;
    assertFails(Check.LOG_INCLUSION, Verdict.FAILED);
  }

  @Test
  void threat28_aStatementSignedBySomebodyElse_isNotReadAtAll() throws Exception {
    exchange.statementSigner = TestSigner.ed25519();
    Report report = assertFails(Check.STATEMENT_SIGNATURE, Verdict.FAILED);
    assertEquals(Finding.Result.NOT_RUN, report.finding(Check.STATEMENT_FORM).result());
    assertEquals(Optional.empty(), report.issuer());
  }

  @Test
  void aStatementForAnotherLog() throws Exception {
    exchange.statementOrigin = "exchange.example/other";
    assertFails(Check.STATEMENT_FORM, Verdict.FAILED);
  }

  @Test
  void threat10_anEarlierStatementShownAsTheNewest_isStale() throws Exception {
    exchange.entriesAfter = 1;
    assertFails(Check.STATEMENT_LATEST, Verdict.STALE);
  }

  @Test
  void threat10_pastItsDueDate_isStale() throws Exception {
    exchange.now = Exchange.seconds(86_461);
    assertFails(Check.FRESHNESS, Verdict.STALE);
  }

  @Test
  void threat10_aDueDateFurtherOffThanThePolicyAllows_isStale() throws Exception {
    exchange.longestInterval = exchange.longestInterval.dividedBy(4);
    assertFails(Check.FRESHNESS, Verdict.STALE);
  }

  @Test
  void threat09_noTimeTokenWhereThePolicyWantsOne() throws Exception {
    exchange.tokenRequired = true;
    assertFails(Check.TIME_TOKEN, Verdict.FAILED);
  }

  @Test
  void threat23_liabilitiesLongAfterTheBlock() throws Exception {
    exchange.asOf = Exchange.seconds(601);
    assertFails(Check.TIME_SKEW, Verdict.FAILED);
  }

  @Test
  void threat29_manifestsThatAreNotThere() throws Exception {
    exchange.liabilitiesThere = false;
    Report report = assertFails(Check.LIABILITIES_MANIFEST, Verdict.FAILED);
    assertEquals(Finding.Result.NOT_RUN, report.finding(Check.LIABILITIES_INCLUSION).result());
    exchange.liabilitiesThere = true;
    exchange.reservesThere = false;
    report = assertFails(Check.RESERVES_MANIFEST, Verdict.FAILED);
    assertEquals(Finding.Result.NOT_RUN, report.finding(Check.SOLVENCY_COVERAGE).result());
  }

  @Test
  void manifestsBesideTheBundle_areFound() throws Exception {
    exchange.reservesThere = false;
    Blobs beside = new Exchange().bundle().blobs();
    exchange.reservesThere = true;
    Blobs own = exchange.bundle().blobs();
    exchange.reservesThere = false;
    Bundle without = exchange.bundle();
    Report report =
        Verification.verify(without, Exhibits.NONE.with(beside.and(own)), exchange.reader());
    assertEquals(Verdict.VERIFIED, report.verdict(), ReportText.print(report));
  }

  @Test
  void threat07_anotherBalanceThanTheOneCounted() throws Exception {
    exchange.claimed = Exchange.amount("1000000000000000001");
    assertFails(Check.LIABILITIES_INCLUSION, Verdict.FAILED);
  }

  @Test
  void threat27_anAccountProofOfAnotherAttestation() throws Exception {
    exchange.claimedAttestation = Optional.of(Hash.of(new byte[32]));
    assertFails(Check.LIABILITIES_INCLUSION, Verdict.FAILED);
  }

  @Test
  void threat24_aStatementThatNamesAnotherBlock() throws Exception {
    BlockRef other = new BlockRef(ChainId.evm(1), Hash.of(new byte[32]));
    exchange.statedBlock = Optional.of(new NumberedBlock(other, 25_007_200));
    assertFails(Check.RESERVES_HEADER, Verdict.FAILED);
  }

  @Test
  void threat14_anObserverWhoSawAnotherBlock() throws Exception {
    PinnedBlock pinned = exchange.pinnedBlock();
    BlockRef other = new BlockRef(ChainId.evm(1), Hash.of(new byte[32]));
    exchange.contradiction =
        Optional.of(
            new PinnedBlock(new NumberedBlock(other, pinned.block().number()), pinned.time()));
    assertFails(Check.RESERVES_CANONICAL, Verdict.FAILED);
  }

  @Test
  void threat24_aBlockThatNobodyConfirms_isConditional_andCoversNothing() throws Exception {
    exchange.pinnedBlockObserved = false;
    Report report = assertFails(Check.SOLVENCY_COVERAGE, Verdict.SHORT);
    assertEquals(BigInteger.ZERO, report.coverage().getFirst().counted());
    assertEquals(new BigInteger("1500000000000000000"), report.coverage().getFirst().conditional());
    assertEquals(Finding.Result.ABSENT, report.finding(Check.RESERVES_CANONICAL).result());
  }

  @Test
  void threat15_moreThanIsProven() throws Exception {
    exchange.declared = Exchange.amount("1500000000000000001");
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertTrue(
        report.finding(Check.RESERVES_BALANCE).sentence().contains("proven units 15"),
        ReportText.print(report));
    assertEquals(BigInteger.ZERO, report.coverage().getFirst().counted());
  }

  @Test
  void threat15_observedWithoutObservers() throws Exception {
    exchange.assurance = Assurance.OBSERVED;
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertTrue(
        report.finding(Check.RESERVES_BALANCE).sentence().contains("0 of the reader's observers"));
  }

  @Test
  void threat15_attestedByNobodyInThePolicy() throws Exception {
    exchange.assurance = Assurance.ATTESTED;
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertEquals(Finding.Result.FAIL, report.finding(Check.RESERVES_BALANCE).result());
  }

  @Test
  void threat29_evidenceThatIsNamedAndNotThere() throws Exception {
    exchange.evidenceThere = false;
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertTrue(report.finding(Check.RESERVES_BALANCE).sentence().contains("no file of digest"));
  }

  @Test
  void threat25_otherDecimalsThanTheReaderKnows() throws Exception {
    exchange.countsAs = new Asset(new Ticker("ETH"), 17);
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertTrue(
        report.finding(Check.RESERVES_BALANCE).sentence().contains("want ETH with 18"),
        ReportText.print(report));
  }

  @Test
  void threat12_ownershipSignedByAnotherKey() throws Exception {
    exchange.ownershipKey = BigInteger.valueOf(99);
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertEquals(Finding.Result.FAIL, report.finding(Check.RESERVES_OWNERSHIP).result());
    assertEquals(BigInteger.ZERO, report.coverage().getFirst().counted());
  }

  @Test
  void threat25_aStrangersWallet_countsAsClaimed() throws Exception {
    exchange.ownership = Ownership.NONE;
    Report report = assertFails(Check.SOLVENCY_COVERAGE, Verdict.SHORT);
    assertEquals(new BigInteger("1500000000000000000"), report.coverage().getFirst().claimed());
  }

  @Test
  void lessHeldThanOwed_isShort() throws Exception {
    exchange.owed = Exchange.amount("1500000000000000001");
    exchange.claimed = exchange.owed;
    Report report = assertFails(Check.SOLVENCY_COVERAGE, Verdict.SHORT);
    assertEquals(9_999, report.coverage().getFirst().basisPoints());
  }

  @Test
  void threat10_cosignaturesOlderThanThePolicyAllows_areStale() throws Exception {
    exchange.nextDueBy = Exchange.seconds(2 * 86_400);
    exchange.now = Exchange.seconds(120 + 86_400);
    assertEquals(Verdict.VERIFIED, verify().verdict());
    exchange.now = Exchange.seconds(121 + 86_400);
    assertFails(Check.FRESHNESS, Verdict.STALE);
  }

  @Test
  void threat27_aManifestOfAnotherEpoch() throws Exception {
    exchange.manifestEpochAhead = 1;
    assertFails(Check.LIABILITIES_MANIFEST, Verdict.FAILED);
  }

  @Test
  void threat26_oneHoldingUnderTwoSpellings() throws Exception {
    exchange.secondSpelling = Optional.of(AssetRef.parse("eip155:1/slip44:61"));
    assertFails(Check.RESERVES_MANIFEST, Verdict.FAILED);
  }

  @Test
  void threat29_evidenceOfAClaim_isNamedAndNotThere() throws Exception {
    exchange.assurance = Assurance.CLAIMED;
    exchange.evidenceThere = false;
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertTrue(report.finding(Check.RESERVES_BALANCE).sentence().contains("no file of digest"));
  }

  @Test
  void aTokenThatIsNoToken_orByNobodyInThePolicy_isNoTime() throws Exception {
    exchange.tokens = List.of(Octets.of(new byte[] {0x30, 0}));
    assertFails(Check.TIME_TOKEN, Verdict.FAILED);
  }

  @Test
  void whatObserversSaw_isCounted() throws Exception {
    exchange.assurance = Assurance.OBSERVED;
    exchange.holdingObserved = true;
    Report report = verify();
    assertEquals(Verdict.VERIFIED, report.verdict(), ReportText.print(report));
    assertEquals(15_000, report.coverage().getFirst().basisPoints());
  }

  @Test
  void threat15_whatACustodianSigned_isAttested_andCoversNothing() throws Exception {
    exchange.assurance = Assurance.ATTESTED;
    exchange.custodian = Optional.of(TestSigner.ed25519());
    Report report = assertFails(Check.SOLVENCY_COVERAGE, Verdict.SHORT);
    assertEquals(new BigInteger("1500000000000000000"), report.coverage().getFirst().attested());
  }

  @Test
  void threat27_aCustodiansWordOfAnotherDay() throws Exception {
    exchange.assurance = Assurance.ATTESTED;
    exchange.custodian = Optional.of(TestSigner.ed25519());
    exchange.custodianAsOf = Exchange.seconds(-86_400);
    Report report = verify();
    assertEquals(Verdict.FAILED, report.verdict());
    assertTrue(report.finding(Check.RESERVES_BALANCE).sentence().contains("the custodian signed"));
  }

  @Test
  void threat09_aTokenOverThisEnvelope_atItsTime_passes_andNoOther() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    Hash imprint = Digests.sha256(exchange.bundle().envelope().toBytes());
    exchange.tokenRequired = true;
    exchange.tokenRoots = List.of(Octets.of(authority.root.getEncoded()));
    exchange.tokens = List.of(token(authority, imprint, 100));
    Report report = verify();
    assertEquals(Verdict.VERIFIED, report.verdict(), ReportText.print(report));
    // one good token does not outweigh a wrong one
    for (Octets wrong :
        List.of(
            token(authority, Hash.of(new byte[32]), 100),
            token(authority, imprint, 59),
            token(authority, imprint, 61 + 86_400),
            token(TestAuthority.sound(), imprint, 100))) {
      exchange.tokens = List.of(token(authority, imprint, 100), wrong);
      assertFails(Check.TIME_TOKEN, Verdict.FAILED);
    }
  }

  private static Octets token(TestAuthority authority, Hash imprint, long afterBlock)
      throws Exception {
    return Octets.of(authority.token(imprint, Exchange.seconds(afterBlock).instant()));
  }
}
