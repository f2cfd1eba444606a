package dev.solvent.chain.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.custody.CustodyOutcome.Reason;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custodians' statements against the attestation that they are for, one fault at a time. */
final class CustodyReaderTest {
  private static final String ACCOUNT = "eip155:1:0x2e7d2c03a9507ae265ecf5b5356885a53393a202";
  private static final String ETHER = "eip155:1/slip44:60";
  private static final String AS_OF = "2026-09-02T00:00:00Z";

  private static Signer vault;
  private static Signer stranger;

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException, MalformedException {
    vault = new TestKey();
    stranger = new TestKey();
  }

  private static Policy policy() {
    Policy standard = Policy.standard();
    return new Policy(
        standard.assets(),
        List.of(new NamedKey("vault.example", vault.key())),
        standard.limits(),
        standard.observers(),
        standard.observerQuorum(),
        standard.safes(),
        standard.tokenRequired(),
        standard.tokenRoots(),
        standard.witnesses());
  }

  private static CustodyReader reader(String asOf) throws MalformedException {
    return new CustodyReader(
        policy(), new Issuer("exchange.example"), new Epoch(7), Timestamp.parse(asOf));
  }

  private static HoldingRef entry(String account, String asset) throws MalformedException {
    return new HoldingRef(AccountRef.parse(account), AssetRef.parse(asset));
  }

  private static CustodianStatement statement(
      String issuer, long epoch, String asOf, String account, String asset)
      throws MalformedException {
    ObservedHolding holding =
        new ObservedHolding(AccountRef.parse(account), AssetRef.parse(asset), Amount.of(5_000_000));
    return new CustodianStatement(
        Timestamp.parse(asOf), new Epoch(epoch), holding, new Issuer(issuer));
  }

  private static CustodianStatement sound() throws MalformedException {
    return statement("exchange.example", 7, AS_OF, ACCOUNT, ETHER);
  }

  private static CustodyOutcome read(byte[] file, String asset) throws MalformedException {
    return reader(AS_OF).read(file, entry(ACCOUNT, asset), Timestamp.parse("2026-09-02T06:00:00Z"));
  }

  private static Reason reason(CustodyOutcome outcome) {
    return assertInstanceOf(CustodyOutcome.Refused.class, outcome, outcome::toString).reason();
  }

  @Test
  void custodiansStatement_isAttestedWithItsAge() throws IOException, MalformedException {
    byte[] file = CustodianStatements.sign(sound(), vault);
    CustodyOutcome.Attested attested =
        assertInstanceOf(CustodyOutcome.Attested.class, read(file, ETHER));
    assertEquals("vault.example", attested.custodian());
    assertEquals(Duration.ofHours(6), attested.age());
    Holding holding = attested.holding().holding(Ownership.NONE, Optional.empty());
    assertEquals(Assurance.ATTESTED, holding.assurance());
    assertEquals(Amount.of(5_000_000), holding.units());
    assertEquals("ETH", holding.countsAs().ticker().text());
    assertEquals(Optional.of(Digests.sha256(file)), holding.evidence());
  }

  @Test
  void otherNumberOfTheSameCoin_isTheSameHolding() throws IOException, MalformedException {
    byte[] file = CustodianStatements.sign(sound(), vault);
    assertInstanceOf(CustodyOutcome.Attested.class, read(file, "eip155:1/slip44:61"));
  }

  @ParameterizedTest
  @CsvSource({
    "other.example,7," + AS_OF + "," + ACCOUNT + "," + ETHER + ",OTHER_ISSUER",
    "exchange.example,6," + AS_OF + "," + ACCOUNT + "," + ETHER + ",OTHER_EPOCH",
    "exchange.example,7,2026-09-01T00:00:00Z," + ACCOUNT + "," + ETHER + ",OTHER_TIME",
    "exchange.example,7,"
        + AS_OF
        + ",eip155:1:0x2e7d2c03a9507ae265ecf5b5356885a53393a203,"
        + ETHER
        + ",OTHER_HOLDING",
    "exchange.example,7,"
        + AS_OF
        + ","
        + ACCOUNT
        + ",eip155:1/erc20:0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48,OTHER_HOLDING",
  })
  void statementOfSomethingElse_isRefused(
      String issuer, long epoch, String asOf, String account, String asset, Reason reason)
      throws IOException, MalformedException {
    CustodianStatement other = statement(issuer, epoch, asOf, account, asset);
    assertEquals(reason, reason(read(CustodianStatements.sign(other, vault), ETHER)));
  }

  @Test
  void statementOfATimeToCome_isRefused() throws IOException, MalformedException {
    CustodyOutcome outcome =
        reader(AS_OF)
            .read(
                CustodianStatements.sign(sound(), vault),
                entry(ACCOUNT, ETHER),
                Timestamp.parse("2026-09-01T23:59:59Z"));
    assertEquals(Reason.NOT_YET, reason(outcome));
  }

  @Test
  void strangersStatement_isRefused() throws IOException, MalformedException {
    CustodyOutcome outcome = read(CustodianStatements.sign(sound(), stranger), ETHER);
    assertEquals(Reason.UNKNOWN_CUSTODIAN, reason(outcome));
    assertTrue(outcome.toString().contains("signed by none of the policy's 1 custodians"));
  }

  @Test
  void alteredStatement_isRefused() throws IOException, MalformedException {
    String text = new String(CustodianStatements.sign(sound(), vault), StandardCharsets.UTF_8);
    Envelope other =
        Envelope.parse(
            CustodianStatements.sign(
                statement("exchange.example", 7, AS_OF, ACCOUNT, "eip155:1/slip44:61"), vault));
    String mine = Base64.getEncoder().encodeToString(sound().toBytes());
    String theirs = Base64.getEncoder().encodeToString(other.payload());
    byte[] altered = text.replace(mine, theirs).getBytes(StandardCharsets.UTF_8);
    assertEquals(Reason.UNKNOWN_CUSTODIAN, reason(read(altered, ETHER)));
  }

  @Test
  void whatIsNoStatement_isMalformed() throws IOException, MalformedException {
    assertEquals(Reason.MALFORMED, reason(read(new byte[0], ETHER)));
    assertEquals(Reason.MALFORMED, reason(read(sound().toBytes(), ETHER)));
    byte[] type = Envelope.sign("text/plain", sound().toBytes(), List.of(vault)).toBytes();
    assertEquals(Reason.MALFORMED, reason(read(type, ETHER)));
    byte[] payload =
        Envelope.sign(CustodianStatement.PAYLOAD_TYPE, new byte[] {'{', '}'}, List.of(vault))
            .toBytes();
    assertEquals(Reason.MALFORMED, reason(read(payload, ETHER)));
  }

  @Test
  void assetThatThePolicyDoesNotKnow_isRefused() throws IOException, MalformedException {
    String unknown = "eip155:1/erc20:0x2e7d2c03a9507ae265ecf5b5356885a53393a202";
    CustodianStatement of = statement("exchange.example", 7, AS_OF, ACCOUNT, unknown);
    assertEquals(Reason.UNKNOWN_ASSET, reason(read(CustodianStatements.sign(of, vault), unknown)));
    assertEquals(Optional.empty(), reader(AS_OF).claimed(entry(ACCOUNT, unknown), Amount.of(1)));
  }

  @Test
  void claim_isLabelledClaimed() throws MalformedException {
    StatedHolding claim = reader(AS_OF).claimed(entry(ACCOUNT, ETHER), Amount.of(9)).orElseThrow();
    Holding holding = claim.holding(Ownership.NONE, Optional.empty());
    assertEquals(Assurance.CLAIMED, holding.assurance());
    assertEquals(Optional.empty(), holding.evidence());
  }

  @Test
  void entryOnTwoChains_cannotBeBuilt() {
    assertThrows(
        IllegalArgumentException.class,
        () -> entry(ACCOUNT, "bip122:000000000019d6689c085ae165831e93/slip44:0"));
  }
}
