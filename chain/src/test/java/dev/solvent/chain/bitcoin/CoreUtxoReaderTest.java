package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.bitcoin.UtxoOutcome.PinMoved;
import dev.solvent.chain.bitcoin.UtxoOutcome.Unspent;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is read at the pin of a real chain, and what a node needs for it. */
final class CoreUtxoReaderTest extends OnRealChain {
  private static List<String> lines(List<Output> outputs) {
    return outputs.stream()
        .map(o -> o.outpoint() + " " + o.amount() + " " + o.script())
        .sorted()
        .toList();
  }

  @Test
  void everyScript_atThePin_isWhatTheNodeSaysWhenRolledBackToIt() throws Exception {
    List<String> theirs = history.rolledBack();
    List<Output> ours = outputs(node);
    assertEquals(theirs, lines(ours));
    assertEquals(8, ours.size(), "six fundings, a second one, and a coinbase");
  }

  @Test
  void accounts_eachWithItsEvidence_thatAttestReads() throws Exception {
    BitcoinHoldings holdings = new BitcoinHoldings(List.of(new CoreUtxoReader(headers, node)), 1);
    var read =
        assertInstanceOf(
            HoldingsOutcome.Read.class, holdings.read(history.pin, history.accounts()));
    assertEquals(history.accounts(), read.evidence().stream().map(UtxoEvidence::account).toList());
    List<String> units = read.evidence().stream().map(e -> e.units().toString()).toList();
    assertEquals(
        List.of(
            "100000005",
            "100000011",
            "125000006",
            "100000005",
            "100000004",
            "100000004",
            "5000000000"),
        units);
  }

  /** What is older than the pin stands in no block that is undone: only another node knows. */
  @Test
  void amountOfAnOutputFromBeforeThePin_isCaughtByAnotherNode() throws Exception {
    Node liar = scanning(scan -> found(scan, false).put("amount", new BigDecimal("2.5")));
    UtxoReader alone = new CoreUtxoReader(headers, liar);
    assertInstanceOf(
        HoldingsOutcome.Read.class,
        new BitcoinHoldings(List.of(alone), 1).read(history.pin, history.accounts()));
    UtxoReader other = new CoreUtxoReader(headers, node);
    BitcoinHoldings both = new BitcoinHoldings(List.of(alone, other), 2);
    var notRead =
        assertInstanceOf(HoldingsOutcome.NotRead.class, both.read(history.pin, history.accounts()));
    assertEquals(
        List.of("liar", "litecoin"), notRead.dissent().stream().map(d -> d.node()).toList());
    BitcoinHoldings quorum = new BitcoinHoldings(List.of(alone, other, other), 2);
    var read =
        assertInstanceOf(HoldingsOutcome.Read.class, quorum.read(history.pin, history.accounts()));
    assertEquals(List.of("liar"), read.dissent().stream().map(d -> d.node()).toList());
  }

  @Test
  void blocksThatSayWhatTheySpend_needNoIndexOfTransactions() throws Exception {
    Node newer = FakeNode.altering(node, "getblock", this::addSpentOutputs);
    List<Output> ours = outputs(FakeNode.refusing(newer, "getrawtransaction", -5, "no index"));
    assertEquals(outputs(node), ours);
  }

  /** As nodes do from version 23 on. */
  private void addSpentOutputs(ObjectNode block) {
    for (JsonNode transaction : block.path("tx")) {
      for (JsonNode input : transaction.path("vin")) {
        if (input.path("txid").isString()) {
          JsonNode spent =
              litecoin.rpc().call("getrawtransaction", input.path("txid").stringValue(), true);
          ((ObjectNode) input)
              .set("prevout", spent.path("vout").path(input.path("vout").intValue()));
        }
      }
    }
  }

  @Test
  void orderOfTheScan_changesNothing() throws Exception {
    Node other =
        FakeNode.altering(
            node,
            "scantxoutset",
            (ObjectNode scan) -> {
              ArrayNode outputs = (ArrayNode) scan.path("unspents");
              for (int i = 0; i < outputs.size(); i++) {
                outputs.insert(i, outputs.remove(outputs.size() - 1));
              }
            });
    assertEquals(outputs(node), outputs(other));
  }

  @Test
  void accountWithoutOutputs_isFoundEmpty() throws Exception {
    AccountRef empty = new AccountRef(History.CHAIN.id(), litecoin.rpc().text("getnewaddress"));
    var read =
        assertInstanceOf(
            HoldingsOutcome.Read.class,
            new BitcoinHoldings(List.of(new CoreUtxoReader(headers, node)), 1)
                .read(history.pin, List.of(empty)));
    assertTrue(read.evidence().getFirst().outputs().isEmpty());
  }

  @Test
  void reorganisationAfterThePin_isSaid() throws Exception {
    try (AutoCloseable other = history.reorganised(8)) {
      assertNotNull(other);
      PinMoved moved = assertInstanceOf(PinMoved.class, read(node));
      assertTrue(moved.detail().contains(history.pin.block().ref().hashText()), moved.detail());
    }
    assertInstanceOf(Unspent.class, read(node));
  }

  @Test
  void nodeBehindThePin_cannotSay() throws Exception {
    litecoin.rpc().call("invalidateblock", history.pin.block().ref().hashText());
    try {
      unable(Lack.PIN, "want the pinned", node);
    } finally {
      litecoin.rpc().call("reconsiderblock", history.pin.block().ref().hashText());
    }
  }

  @Test
  void nodeOfAnotherChain_isRefused() throws Exception {
    BitcoinHeaders bitcoin = BitcoinHeaders.of(BitcoinChain.BITCOIN_REGTEST, SETTINGS);
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> bitcoin.requireChain(node));
    assertTrue(refusal.getMessage().startsWith("node of a chain"), refusal.getMessage());
    refused(
        "node of a chain",
        FakeNode.replacing(
            node, "getblockhash", hash -> FakeNode.json("'" + "00".repeat(32) + "'")));
  }

  @Test
  void nodeWithoutAnIndex_isToldWhatItNeeds() throws Exception {
    unable(
        Lack.TRANSACTIONS,
        "-txindex=1",
        FakeNode.refusing(node, "getrawtransaction", -5, "No such transaction"));
  }

  @Test
  void nodeWithoutScans_isToldWhatItNeeds() throws Exception {
    unable(Lack.SCAN, "Bitcoin Core", FakeNode.refusing(node, "scantxoutset", -32601, "none"));
  }

  @Test
  void scanForAnother_isWaitedFor() throws Exception {
    AtomicInteger refusals = new AtomicInteger();
    Node busy =
        new FakeNode(
            "busy",
            call ->
                call.method().equals("scantxoutset") && refusals.incrementAndGet() < 3
                    ? FakeNode.failed(-8, "Scan already in progress")
                    : node.ask(call));
    assertEquals(outputs(node), outputs(busy));
    unable(
        Lack.TURN,
        "Scan already in progress",
        FakeNode.refusing(node, "scantxoutset", -8, "Scan already in progress"));
    refused(
        "scantxoutset: error -5",
        FakeNode.refusing(node, "scantxoutset", -5, "Invalid descriptor"));
  }

  @Test
  void scriptsBeyondOneScan_areScannedInParts() throws Exception {
    AtomicInteger scans = new AtomicInteger();
    Node counting =
        new FakeNode(
            "counting",
            call -> {
              if (call.method().equals("scantxoutset")) {
                scans.incrementAndGet();
              }
              return node.ask(call);
            });
    var few = new CoreUtxoReader(headers, counting, 3);
    var outcome = few.read(history.pin, history.scripts());
    assertEquals(new Unspent(outputs(node)), outcome);
    assertEquals(3, scans.get());
  }

  @Test
  void descriptor_isExpandedToAccounts() throws Exception {
    // The addresses were computed apart from any node, by BIP-32.
    Descriptor descriptor =
        Descriptor.parse(
            "wpkh(tpubD6NzVbkrYhZ4WaWSyoBvQwbpLkojyoTZPRsgXELWz3Popb3qkjcJyJUGLnL4qHHoQvao8ESaAstxY"
                + "SnhyswJ76uZPStJRJCTKvosUCJZL5B/0/*)",
            1,
            2);
    List<AccountRef> accounts = DescriptorAddresses.of(History.CHAIN, node, descriptor);
    assertEquals(
        List.of(
            "rltc1ql7zg7ukh3dwr25ex2zn9jse926f27xy2v0wwu9",
            "rltc1qzlmz9syq84uqqzx2pyq7jfqwfmq84mv0ex73xg"),
        accounts.stream().map(AccountRef::address).toList());
    for (String lie : List.of("['x','y']", "['x']", "null", "[1,2]")) {
      Node liar = FakeNode.replacing(node, "deriveaddresses", value -> FakeNode.json(lie));
      assertThrows(
          MalformedException.class,
          () -> DescriptorAddresses.of(History.CHAIN, liar, descriptor),
          lie);
    }
    Node twice =
        FakeNode.replacing(
            node, "deriveaddresses", value -> ((ArrayNode) value).set(1, value.path(0)));
    MalformedException refusal =
        assertThrows(
            MalformedException.class,
            () -> DescriptorAddresses.of(History.CHAIN, twice, descriptor));
    assertTrue(refusal.getMessage().contains("twice"), refusal.getMessage());
  }
}
