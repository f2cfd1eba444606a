package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.bitcoin.UtxoOutcome.PinMoved;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of a node that says of a real chain what is not so. It alters what a real one says,
 * one thing at a time.
 */
final class LyingNodeTest extends OnRealChain {
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
}
