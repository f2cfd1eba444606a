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
import dev.solvent.chain.bitcoin.UtxoOutcome.Unable;
import dev.solvent.chain.bitcoin.UtxoOutcome.Unspent;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * On a real node's chain: what is read at the pin, and what becomes of a node that lies about it.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class CoreUtxoReaderTest {
  private static final BitcoinSettings SETTINGS =
      BitcoinSettings.DEFAULT.withScryptForTests().withPatience(Duration.ofMillis(200));

  private BitcoinHeaders headers;
  private Litecoin litecoin;
  private Node node;
  private History history;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    headers = BitcoinHeaders.of(History.CHAIN, SETTINGS);
    litecoin = Litecoin.start(folder, "-txindex=1");
    node = litecoin.rpc().node();
    history = new History(litecoin, headers);
  }

  @AfterAll
  void stop() {
    litecoin.close();
  }

  private UtxoOutcome read(Node from) throws Exception {
    return new CoreUtxoReader(headers, from).read(history.pin, history.scripts());
  }

  private List<Output> outputs(Node from) throws Exception {
    return assertInstanceOf(Unspent.class, read(from)).outputs();
  }

  private static List<String> lines(List<Output> outputs) {
    return outputs.stream()
        .map(o -> o.outpoint() + " " + o.amount() + " " + o.script())
        .sorted()
        .toList();
  }

  private void refused(String words, Node liar) {
    MalformedException refusal = assertThrows(MalformedException.class, () -> read(liar));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  private void unable(Lack lack, String words, Node from) throws Exception {
    Unable unable = assertInstanceOf(Unable.class, read(from));
    assertEquals(lack, unable.lack());
    assertTrue(unable.detail().contains(words), unable.detail());
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

  private Node scanning(Consumer<ObjectNode> lie) {
    return FakeNode.altering(node, "scantxoutset", lie);
  }

  /** The first output of the scan of that kind: created after the pin, or before. */
  private ObjectNode found(JsonNode scan, boolean afterPin) {
    long pin = history.pin.block().number();
    for (JsonNode output : scan.path("unspents")) {
      if (output.path("height").longValue() > pin == afterPin) {
        return (ObjectNode) output;
      }
    }
    throw new AssertionError("no such output");
  }

  @Test
  void outputOfAScriptThatNobodyAskedFor_isRefused() {
    refused(
        "a script that nobody asked for",
        scanning(scan -> found(scan, false).put("scriptPubKey", "6a")));
  }

  @Test
  void amountThatCannotBe_isRefused() {
    refused("want 0 to", scanning(scan -> found(scan, false).put("amount", new BigDecimal("-1"))));
    refused(
        "at most 8 decimals",
        scanning(scan -> found(scan, false).put("amount", new BigDecimal("0.000000001"))));
    refused(
        "want 0 to",
        scanning(scan -> found(scan, false).put("amount", new BigDecimal("84000000.00000001"))));
    refused("want a decimal number", scanning(scan -> found(scan, false).put("amount", "1")));
  }

  @Test
  void moreThanTheChainHas_isRefused() {
    long pin = history.pin.block().number();
    refused(
        "in all",
        scanning(scan -> {
          for (JsonNode output : scan.path("unspents")) {
            if (output.path("height").longValue() <= pin) {
              ((ObjectNode) output).put("amount", new BigDecimal("84000000"));
            }
          }
        }));
  }

  @Test
  void amountOtherThanInItsBlock_isRefused() {
    refused(
        "elsewhere with", scanning(scan -> found(scan, true).put("amount", new BigDecimal("1.5"))));
  }

  @Test
  void outputLeftOutThatABlockCreated_isRefused() {
    refused(
        "elsewhere missing",
        scanning(scan -> {
          ArrayNode outputs = (ArrayNode) scan.path("unspents");
          ObjectNode created = found(scan, true);
          outputs.removeIf(created::equals);
        }));
  }

  @Test
  void outputTwice_isRefused() {
    refused(
        "unspent twice",
        scanning(scan -> ((ArrayNode) scan.path("unspents")).add(found(scan, false).deepCopy())));
  }

  @Test
  void outputThatNoBlockCreated_isRefused() {
    refused(
        "want it in that block",
        scanning(scan ->
            ((ArrayNode) scan.path("unspents")).add(found(scan, true).deepCopy().put("vout", 77))));
  }

  @Test
  void outputOfAnotherBlockThanSaid_isRefused() {
    refused("elsewhere in block 3", scanning(scan -> found(scan, true).put("height", 3)));
  }

  @Test
  void outputSpentSinceThatIsUnspentToo_isRefused() throws Exception {
    Output spent = outputs(node).stream().filter(this::isSpentSince).findFirst().orElseThrow();
    refused(
        "unspent and spent",
        scanning(scan ->
            ((ArrayNode) scan.path("unspents"))
                .add(
                    found(scan, false)
                        .deepCopy()
                        .put("txid", spent.outpoint().transaction().toString())
                        .put("vout", spent.outpoint().index())
                        .put("scriptPubKey", spent.script().toString()))));
  }

  private boolean isSpentSince(Output output) {
    return litecoin
        .rpc()
        .call(
            "gettxout",
            output.outpoint().transaction().toString(),
            output.outpoint().index(),
            false)
        .isNull();
  }

  @Test
  void scanThatWasNotCompleted_isRefused() {
    refused("completed", scanning(scan -> scan.put("success", false)));
    refused("completed", scanning(scan -> scan.remove("success")));
    refused("unspents missing", scanning(scan -> scan.remove("unspents")));
    refused("bestblock missing", scanning(scan -> scan.remove("bestblock")));
    refused("height missing", scanning(scan -> scan.put("height", "3")));
  }

  @Test
  void anotherNewestBlock_doesNotLeadToThePin() throws Exception {
    long best = litecoin.rpc().call("getblockcount").longValue();
    String before = litecoin.rpc().text("getblockhash", best - 1);
    assertInstanceOf(PinMoved.class, read(scanning(scan -> scan.put("bestblock", before))));
    refused("getblockheader: error -5", scanning(scan -> scan.put("bestblock", "00".repeat(32))));
  }

  @Test
  void tipFarFromThePin_isNotWalked() throws Exception {
    unable(Lack.NEARNESS, "want at most", scanning(scan -> scan.put("height", 1_000_000_000L)));
  }

  @Test
  void headerThatDoesNotHash_isRefused() {
    refused(
        "header with the hash",
        FakeNode.replacing(
            node,
            "getblockheader",
            header -> FakeNode.json("'" + header.stringValue().replaceFirst("^..", "ff") + "'")));
    refused(
        "header of 79 bytes",
        FakeNode.replacing(
            node,
            "getblockheader",
            header -> FakeNode.json("'" + header.stringValue().substring(2) + "'")));
  }

  @Test
  void blockWithATransactionMoreOrLess_isRefused() {
    refused(
        "other transactions",
        FakeNode.altering(
            node, "getblock", (ObjectNode block) -> ((ArrayNode) block.path("tx")).remove(0)));
    refused(
        "other transactions",
        FakeNode.altering(
            node,
            "getblock",
            (ObjectNode block) ->
                ((ArrayNode) block.path("tx")).add(block.path("tx").path(0).deepCopy())));
    refused(
        "other transactions",
        FakeNode.altering(
            node, "getblock", (ObjectNode block) -> ((ArrayNode) block.path("tx")).removeAll()));
  }

  @Test
  void anotherBlockThanAskedFor_isRefused() {
    refused(
        "want block",
        FakeNode.altering(node, "getblock", (ObjectNode block) -> block.put("height", 7)));
    refused(
        "want block",
        FakeNode.altering(
            node, "getblock", (ObjectNode block) -> block.put("hash", "11".repeat(32))));
  }

  @Test
  void anotherTransactionThanAskedFor_isRefused() {
    refused(
        "another transaction",
        FakeNode.altering(
            node,
            "getrawtransaction",
            (ObjectNode transaction) -> transaction.put("txid", "11".repeat(32))));
    refused(
        "want an output that its transaction has",
        FakeNode.altering(
            node,
            "getrawtransaction",
            (ObjectNode transaction) -> ((ArrayNode) transaction.path("vout")).removeAll()));
  }

  @Test
  void resultsOfNoUse_areRefused() {
    for (String method : List.of("scantxoutset", "getblockheader", "getblock", "getblockhash")) {
      Node nulls = FakeNode.replacing(node, method, value -> FakeNode.json("null"));
      assertThrows(MalformedException.class, () -> read(nulls), method);
    }
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
