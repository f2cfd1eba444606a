package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.bitcoin.UtxoOutcome.Unable;
import dev.solvent.chain.nodes.Bcoin;
import dev.solvent.chain.nodes.Rpc;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Headers of two real nodes on Bitcoin's own test chain, with its SHA-256d. */
@TestInstance(Lifecycle.PER_CLASS)
final class BitcoinHeadersTest {
  private static final int BLOCKS = 9;

  private BitcoinHeaders headers;
  private Bcoin first;
  private Bcoin second;
  private Node node;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    headers = BitcoinHeaders.of(BitcoinChain.BITCOIN_REGTEST, BitcoinSettings.DEFAULT);
    first = Bcoin.start(Files.createDirectory(folder.resolve("first")), "first");
    second = Bcoin.start(Files.createDirectory(folder.resolve("second")), "second");
    first.rpc().call("generatetoaddress", BLOCKS, Bcoin.ADDRESS);
    copyBlocks(first.rpc(), second.rpc());
    node = first.rpc().node();
  }

  private static void copyBlocks(Rpc from, Rpc to) {
    for (int number = 1; number <= BLOCKS; number++) {
      String hash = from.text("getblockhash", number);
      to.call("submitblock", from.text("getblock", hash, 0));
    }
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
  }

  private static void refused(String words, Executable reading) {
    MalformedException refusal = assertThrows(MalformedException.class, reading);
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  /** Block 9 is the newest and one deep, so block 4 is six deep: itself and five upon it. */
  @Test
  void finalNumber_isOfTheBlockThatIsSixDeep() throws Exception {
    assertEquals(4, headers.finalNumber(node));
    String hash = first.rpc().text("getblockhash", 4);
    assertEquals(
        6, first.rpc().call("getblockheader", hash, true).path("confirmations").longValue());
    assertEquals(3, withDepth(7).finalNumber(node));
    assertEquals(0, withDepth(10).finalNumber(node));
  }

  private static BitcoinHeaders withDepth(int depth) throws MalformedException {
    return BitcoinHeaders.of(
        BitcoinChain.BITCOIN_REGTEST, BitcoinSettings.DEFAULT.withDepth(depth));
  }

  @Test
  void finalNumber_ofAChainThatIsTooShort_isRefused() {
    refused("a chain of 10 blocks, want at least 11", () -> withDepth(11).finalNumber(node));
    for (String best : List.of("4", "-1", "null", "'9'", "1.5", "9007199254740992")) {
      Node liar = FakeNode.replacing(node, "getblockcount", any -> FakeNode.json(best));
      assertThrows(MalformedException.class, () -> headers.finalNumber(liar), best);
    }
  }

  @Test
  void depth_belowSix_cannotBeSet() {
    assertThrows(IllegalArgumentException.class, () -> BitcoinSettings.DEFAULT.withDepth(5));
    assertThrows(IllegalArgumentException.class, () -> BitcoinSettings.DEFAULT.withDepth(101));
  }

  @Test
  void header_isThatOfBothNodes() throws Exception {
    Header pinned = headers.header(node, 4);
    assertEquals(pinned, headers.header(second.rpc().node(), 4));
    assertEquals(first.rpc().text("getblockhash", 4), pinned.block().ref().hashText());
    assertEquals(80, pinned.bytes().length());
    assertEquals(4, pinned.block().number());
    String hash = first.rpc().text("getblockhash", 4);
    assertEquals(
        first.rpc().call("getblockheader", hash, true).path("time").longValue(),
        pinned.time().instant().getEpochSecond());
    assertEquals(
        "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206",
        headers.header(node, 0).block().ref().hashText());
  }

  @Test
  void chain_isThatOfBlock0() throws Exception {
    headers.requireChain(node);
    BitcoinHeaders bitcoin = BitcoinHeaders.of(BitcoinChain.BITCOIN, BitcoinSettings.DEFAULT);
    refused("node of a chain from block 0f9188f1", () -> bitcoin.requireChain(node));
    for (String hash : List.of("null", "''", "'0f9188f13cb7b2c71f2a335e3a4fc328'")) {
      Node liar = FakeNode.replacing(node, "getblockhash", any -> FakeNode.json(hash));
      assertThrows(MalformedException.class, () -> headers.requireChain(liar), hash);
    }
  }

  private Node withHeader(String hex) {
    return FakeNode.replacing(node, "getblockheader", any -> FakeNode.json("'" + hex + "'"));
  }

  @Test
  void header_thatDoesNotHashToWhatTheNodeSays_isRefused() throws Exception {
    String hex = headers.header(node, 3).bytes().toString();
    refused("header with the hash", () -> headers.header(withHeader(hex), 4));
  }

  @Test
  void header_withoutWork_isRefused() throws Exception {
    Header real = headers.header(node, 4);
    String idle = withoutWork(real.bytes().toString());
    String idleHash = RawHeader.parse(idle).hash().toString();
    Node liar =
        new FakeNode(
            "liar",
            call ->
                switch (call.method()) {
                  case "getblockheader" -> FakeNode.result("'" + idle + "'");
                  case "getblockhash" -> FakeNode.result("'" + idleHash + "'");
                  default -> node.ask(call);
                });
    refused("without its work", () -> headers.header(liar, 4));
  }

  /** The first nonce that does not meet the target; every second one does. */
  private static String withoutWork(String header) throws MalformedException {
    for (int nonce = 0; ; nonce++) {
      String tried = header.substring(0, 152) + "0000000" + nonce;
      try {
        ConsensusRules.of(BitcoinChain.BITCOIN_REGTEST).requireWork(RawHeader.parse(tried));
      } catch (MalformedException e) {
        return tried;
      }
    }
  }

  @Test
  void header_thatIsNotUponTheBlockBefore_isRefused() {
    Node liar =
        new FakeNode(
            "liar",
            call -> {
              boolean before =
                  call.method().equals("getblockhash") && call.params().get(0).intValue() == 3;
              return before ? FakeNode.result("'" + "11".repeat(32) + "'") : node.ask(call);
            });
    refused("block 4 upon", () -> headers.header(liar, 4));
  }

  @Test
  void header_thatTheNodeDoesNotHave_isRefused() {
    refused("getblockhash: error -8", () -> headers.header(node, 10));
  }

  @Test
  void scrypt_withoutTheSettingForTests_isRefusedByName() throws Exception {
    for (BitcoinChain chain : List.of(BitcoinChain.LITECOIN, BitcoinChain.LITECOIN_REGTEST)) {
      refused(
          "work by SCRYPT, want one of [SHA256D]",
          () -> BitcoinHeaders.of(chain, BitcoinSettings.DEFAULT));
      BitcoinHeaders.of(chain, BitcoinSettings.DEFAULT.withScryptForTests());
    }
  }

  @Test
  void nodeWithoutScans_saysSo() throws Exception {
    AccountRef account =
        new AccountRef(BitcoinChain.BITCOIN_REGTEST.id(), "mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r");
    UtxoReader reader = new CoreUtxoReader(headers, node);
    Unable unable =
        assertInstanceOf(
            Unable.class,
            reader.read(headers.header(node, 4).pinned(), Set.of(account.decoded().bytes())));
    assertEquals(Lack.SCAN, unable.lack());
    assertEquals(
        "node first has no scantxoutset, want Bitcoin Core 0.17 or later", unable.detail());
  }

  @Test
  void pinOnAnotherChain_isNotRead() throws Exception {
    Header litecoin =
        new Header(
            headers.header(node, 4).bytes(),
            new NumberedBlock(
                new BlockRef(
                    BitcoinChain.LITECOIN.id(), headers.header(node, 4).block().ref().hash()),
                4),
            headers.header(node, 4).time());
    assertThrows(
        IllegalArgumentException.class,
        () -> new CoreUtxoReader(headers, node).read(litecoin.pinned(), Set.of()));
  }
}
