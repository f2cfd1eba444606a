package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.chain.nodes.Anvil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;

/** A real node. */
class HttpNodeAnvilTest {
  @TempDir Path folder;

  @Test
  void answersBatchesAndWeb3j() throws Exception {
    try (Anvil anvil = Anvil.start(folder)) {
      HttpNode node = HttpNode.of("anvil", anvil.uri());
      List<RpcCall> calls = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        calls.add(i % 2 == 0 ? RpcCall.of("eth_chainId") : RpcCall.of("eth_blockNumber"));
      }
      List<RpcAnswer> answers = node.ask(calls);
      assertEquals(250, answers.size());
      for (int i = 0; i < 250; i++) {
        RpcAnswer.Result result = (RpcAnswer.Result) answers.get(i);
        assertEquals(i % 2 == 0 ? "0x7a69" : "0x0", result.value().stringValue());
      }
      Web3j web3j = Web3j.build(new Web3jNodeService(node));
      assertEquals(31337, web3j.ethChainId().send().getChainId().intValueExact());
    }
  }
}
