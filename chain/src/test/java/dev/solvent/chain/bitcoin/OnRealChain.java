package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.bitcoin.UtxoOutcome.Unable;
import dev.solvent.chain.bitcoin.UtxoOutcome.Unspent;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tests on one real node, whose chain has the {@link History}. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnRealChain {
  static final BitcoinSettings SETTINGS =
      BitcoinSettings.DEFAULT.withScryptForTests().withPatience(Duration.ofMillis(200));

  BitcoinHeaders headers;
  Litecoin litecoin;
  Node node;
  History history;

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

  UtxoOutcome read(Node from) throws Exception {
    return new CoreUtxoReader(headers, from).read(history.pin, history.scripts());
  }

  List<Output> outputs(Node from) throws Exception {
    return assertInstanceOf(Unspent.class, read(from)).outputs();
  }

  void refused(String words, Node liar) {
    MalformedException refusal = assertThrows(MalformedException.class, () -> read(liar));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  void unable(Lack lack, String words, Node from) throws Exception {
    Unable unable = assertInstanceOf(Unable.class, read(from));
    assertEquals(lack, unable.lack());
    assertTrue(unable.detail().contains(words), unable.detail());
  }

  Node scanning(Consumer<ObjectNode> lie) {
    return FakeNode.altering(node, "scantxoutset", lie);
  }

  /** The first output of the scan of that kind: created after the pin, or before. */
  ObjectNode found(JsonNode scan, boolean afterPin) {
    long pin = history.pin.block().number();
    for (JsonNode output : scan.path("unspents")) {
      if (output.path("height").longValue() > pin == afterPin) {
        return (ObjectNode) output;
      }
    }
    throw new AssertionError("no such output");
  }
}
