package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.bitcoin.HoldingsOutcome.Dissent;
import dev.solvent.chain.bitcoin.HoldingsOutcome.NotRead;
import dev.solvent.chain.bitcoin.HoldingsOutcome.Read;
import dev.solvent.chain.bitcoin.HoldingsOutcome.Said;
import dev.solvent.chain.bitcoin.UtxoOutcome.PinMoved;
import dev.solvent.chain.bitcoin.UtxoOutcome.Unspent;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.NodeException.Problem;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several nodes that agree, differ or do not answer. */
final class BitcoinHoldingsTest {
  private static final PinnedBlock PIN;
  private static final AccountRef FIRST;
  private static final AccountRef SECOND;
  private static final Output SMALL;
  private static final Output LARGE;
  private static final Output OTHER;

  static {
    try {
      PIN =
          new PinnedBlock(
              NumberedBlock.parse(BitcoinChain.BITCOIN.id(), "900000", "ab".repeat(32)),
              Timestamp.parse("2026-09-01T23:10:00Z"));
      FIRST = account("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
      SECOND = account("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
      SMALL = output("22".repeat(32) + ":1", FIRST, 42);
      LARGE = output("11".repeat(32) + ":0", SECOND, 5_000_000_000L);
      OTHER = output("22".repeat(32) + ":1", FIRST, 43);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static AccountRef account(String address) {
    return new AccountRef(BitcoinChain.BITCOIN.id(), address);
  }

  private static Output output(String outpoint, AccountRef account, long units)
      throws MalformedException {
    return new Output(Outpoint.parse(outpoint), account.decoded().bytes(), Amount.of(units));
  }

  /** A node that says this, whatever it is asked. */
  private record Saying(String name, UtxoOutcome outcome) implements UtxoReader {
    static Saying these(String name, Output... outputs) {
      return new Saying(name, new Unspent(List.of(outputs)));
    }

    @Override
    public UtxoOutcome read(PinnedBlock pin, Set<Octets> scripts) {
      return outcome;
    }
  }

  /** A node that is not there. */
  private record Dead(String name) implements UtxoReader {
    @Override
    public UtxoOutcome read(PinnedBlock pin, Set<Octets> scripts) throws NodeException {
      throw new NodeException(name, Problem.UNREACHABLE, "nobody answers");
    }
  }

  private static HoldingsOutcome read(int wanted, UtxoReader... readers) throws Exception {
    return new BitcoinHoldings(List.of(readers), wanted).read(PIN, List.of(FIRST, SECOND));
  }

  @Test
  void oneNode_isEnoughWhereOneIsWanted_andTheNextIsNotAsked() throws Exception {
    Read read =
        assertInstanceOf(
            Read.class, read(1, Saying.these("a", SMALL, LARGE), Saying.these("b", OTHER)));
    assertEquals(List.of("a"), read.nodes());
    assertEquals(List.of(), read.dissent());
    assertEquals(
        List.of("42", "5000000000"),
        read.evidence().stream().map(evidence -> evidence.units().toString()).toList());
    assertEquals(
        List.of(FIRST, SECOND), read.evidence().stream().map(UtxoEvidence::account).toList());
    UtxoEvidence first = read.evidence().getFirst();
    assertEquals(PIN.block().ref(), first.block());
    assertEquals(900_000, first.height());
    assertEquals(PIN.time(), first.time());
  }

  @Test
  void nodesThatSayNothing_areNamed_andTheNextIsAsked() throws Exception {
    PinMoved moved = new PinMoved("gone");
    Read read =
        assertInstanceOf(
            Read.class,
            read(1, new Dead("a"), new Saying("b", moved), Saying.these("c", SMALL, LARGE)));
    assertEquals(List.of("c"), read.nodes());
    assertEquals(
        List.of(
            new Dissent("a", new Said.Unreadable("nobody answers")),
            new Dissent("b", new Said.Nothing(moved))),
        read.dissent());
  }

  @Test
  void agreement_isOfTheOutputs_whateverTheirOrder() throws Exception {
    Read read =
        assertInstanceOf(
            Read.class, read(2, Saying.these("a", SMALL, LARGE), Saying.these("b", LARGE, SMALL)));
    assertEquals(List.of("a", "b"), read.nodes());
  }

  @Test
  void anotherAmount_isNamed_whoeverCameFirst() throws Exception {
    Read read =
        assertInstanceOf(
            Read.class,
            read(
                2,
                Saying.these("a", OTHER, LARGE),
                Saying.these("b", SMALL, LARGE),
                Saying.these("c", SMALL, LARGE)));
    assertEquals(List.of("b", "c"), read.nodes());
    assertEquals("a", read.dissent().getFirst().node());
    Said.Otherwise said = assertInstanceOf(Said.Otherwise.class, read.dissent().getFirst().said());
    assertTrue(
        said.difference().startsWith(SMALL.outpoint() + " unspent with 43 to"), said.difference());
    assertTrue(said.difference().contains("elsewhere unspent with 42 to"), said.difference());
  }

  @Test
  void tooFewThatAgree_giveNoFigures() throws Exception {
    NotRead notRead =
        assertInstanceOf(
            NotRead.class,
            read(2, Saying.these("a", SMALL, LARGE), Saying.these("b", SMALL), new Dead("c")));
    String large = LARGE.outpoint() + " ";
    String there = "unspent with 5000000000 to " + LARGE.script();
    assertEquals(
        List.of(
            new Dissent("c", new Said.Unreadable("nobody answers")),
            new Dissent("a", new Said.Otherwise(large + there + ", elsewhere not unspent")),
            new Dissent("b", new Said.Otherwise(large + "not unspent, elsewhere " + there))),
        notRead.dissent());
    assertInstanceOf(NotRead.class, read(1, new Dead("a"), new Dead("b")));
  }

  @Test
  void outputOfAScriptThatIsNoAccounts_isRefused() throws Exception {
    Output stranger =
        output("33".repeat(32) + ":0", account("3P14159f73E4gFr7JterCCQh9QjiTjiZrG"), 1);
    NotRead notRead = assertInstanceOf(NotRead.class, read(1, Saying.these("a", SMALL, stranger)));
    Said.Unreadable said =
        assertInstanceOf(Said.Unreadable.class, notRead.dissent().getFirst().said());
    assertTrue(said.detail().contains("a script of no account"), said.detail());
  }

  @Test
  void oneOutpointTwice_isRefusedByAttest() throws Exception {
    NotRead notRead = assertInstanceOf(NotRead.class, read(1, Saying.these("a", SMALL, SMALL)));
    Said.Unreadable said =
        assertInstanceOf(Said.Unreadable.class, notRead.dissent().getFirst().said());
    assertTrue(said.detail().contains("out of order or twice"), said.detail());
  }

  @Test
  void accountsThatCannotBeReadTogether_areRefused() {
    BitcoinHoldings holdings = new BitcoinHoldings(List.of(new Dead("a")), 1);
    MalformedException twice =
        assertThrows(
            MalformedException.class, () -> holdings.read(PIN, List.of(FIRST, SECOND, FIRST)));
    assertTrue(twice.getMessage().endsWith("want one of them"), twice.getMessage());
    AccountRef elsewhere =
        new AccountRef(BitcoinChain.BITCOIN_TESTNET.id(), "mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r");
    MalformedException other =
        assertThrows(MalformedException.class, () -> holdings.read(PIN, List.of(elsewhere)));
    assertTrue(other.getMessage().contains("want one on bip122"), other.getMessage());
  }

  @Test
  void agreementOfMoreThanThereAre_cannotBeWanted() {
    assertThrows(
        IllegalArgumentException.class, () -> new BitcoinHoldings(List.of(new Dead("a")), 2));
    assertThrows(
        IllegalArgumentException.class, () -> new BitcoinHoldings(List.of(new Dead("a")), 0));
  }
}
