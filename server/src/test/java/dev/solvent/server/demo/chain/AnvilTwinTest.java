package dev.solvent.server.demo.chain;

import static dev.solvent.server.demo.chain.Holders.TOKEN;
import static dev.solvent.server.demo.chain.Holders.holder;
import static dev.solvent.server.demo.chain.Holders.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real node that is told the same as a demo chain, and answers the same. */
final class AnvilTwinTest {
  private static final int HOLDERS = 60;
  private static final String TOKEN_ADDRESS = TOKEN.address().toString();

  /** Without accounts of its own: later forks write into a contract at each block. */
  private static final String[] WITHOUT_OTHERS = {
    "--accounts", "0", "--disable-default-create2-deployer", "--hardfork", "cancun"
  };

  @TempDir static Path folder;
  private static Anvil anvil;
  private static DemoNode server;
  private static HttpNode real;
  private static HttpNode demo;

  @BeforeAll
  static void build() throws Exception {
    anvil = Anvil.start(folder, WITHOUT_OTHERS);
    real = HttpNode.of("anvil", anvil.uri());
    DemoChain chain = new DemoChain(ChainId.evm(Anvil.CHAIN), new TestClock());
    chain.mine(AnvilTwinTest::state);
    server = DemoNode.start(chain);
    demo = HttpNode.of("demo", server.uri());
    DemoState state = state(DemoState.EMPTY);
    tell("anvil_setCode", TOKEN_ADDRESS, "0x" + TOKEN.code());
    tell("anvil_setNonce", TOKEN_ADDRESS, "0x1");
    Storage storage = state.account(TOKEN.address()).storage();
    List<Hash> slots = new ArrayList<>(List.of(TokenCode.SUPPLY));
    for (int i = 0; i < HOLDERS; i++) {
      slots.add(DemoToken.slot(holder(i)));
      tell("anvil_setBalance", holder(i).toString(), Uint.quantity(wei(i)));
    }
    for (Hash slot : slots) {
      String word = "0x" + Uint.hex(storage.word(slot));
      tell("anvil_setStorageAt", TOKEN_ADDRESS, "0x" + slot, word);
    }
    tell("evm_mine");
  }

  @AfterAll
  static void end() {
    server.close();
    anvil.close();
  }

  private static BigInteger wei(int number) {
    return BigInteger.TEN.pow(number % 25).add(units(number));
  }

  private static DemoState state(DemoState before) {
    DemoState state = before.with(TOKEN);
    for (int i = 0; i < HOLDERS; i++) {
      state = state.with(holder(i), wei(i)).with(TOKEN, holder(i), wei(i));
    }
    return state;
  }

  private static void tell(String method, Object... params) throws Exception {
    assertInstanceOf(RpcAnswer.Result.class, real.ask(RpcCall.of(method, params)), method);
  }

  private static JsonNode result(HttpNode node, String method, Object... params) throws Exception {
    RpcAnswer answer = node.ask(RpcCall.of(method, params));
    return assertInstanceOf(RpcAnswer.Result.class, answer, answer::toString).value();
  }

  private static void same(String method, Object... params) throws Exception {
    assertEquals(result(real, method, params), result(demo, method, params), method);
  }

  @Test
  void tokensCode_answersOnARealMachineWhatIsAnsweredHere() throws Exception {
    List<String> calls = new ArrayList<>(List.of("18160ddd", "313ce567", "95d89b41"));
    for (int i : List.of(0, 1, 59, 99)) {
      calls.add("70a08231" + "0".repeat(24) + holder(i).bytes());
    }
    calls.add("70a08231");
    calls.add("70a08231" + "ff".repeat(32));
    for (String data : calls) {
      same("eth_call", Map.of("to", TOKEN_ADDRESS, "data", "0x" + data), "latest");
    }
  }

  @Test
  void callThatTheTokenDoesNotKnow_isRevertedByBoth() throws Exception {
    for (String data : List.of("0x", "0x70a082", "0xa9059cbb")) {
      RpcCall call = RpcCall.of("eth_call", Map.of("to", TOKEN_ADDRESS, "data", data), "latest");
      var there = assertInstanceOf(RpcAnswer.Failed.class, real.ask(call), data).error();
      var here = assertInstanceOf(RpcAnswer.Failed.class, demo.ask(call), data).error();
      assertEquals(there.code(), here.code());
    }
  }

  @Test
  void accountsAreReadAlike() throws Exception {
    for (String address : List.of(holder(3).toString(), TOKEN_ADDRESS, holder(500).toString())) {
      same("eth_getBalance", address, "latest");
      same("eth_getTransactionCount", address, "latest");
      same("eth_getCode", address, "latest");
      same("eth_getStorageAt", address, "0x2", "latest");
    }
  }

  @Test
  void proofsAreTheSame_ofSlotsThatHoldSomethingAndOthers() throws Exception {
    List<String> slots = new ArrayList<>(List.of("0x" + TokenCode.SUPPLY));
    for (int i = 0; i < HOLDERS + 20; i++) {
      slots.add("0x" + DemoToken.slot(holder(i)));
    }
    same("eth_getProof", TOKEN_ADDRESS, slots, "latest");
    for (int i = 0; i < HOLDERS + 20; i++) {
      same("eth_getProof", holder(i).toString(), List.of(), "latest");
    }
  }

  @Test
  void stateHasTheSameRoot() throws Exception {
    assertEquals(
        result(real, "eth_getBlockByNumber", "latest", false).path("stateRoot"),
        result(demo, "eth_getBlockByNumber", "latest", false).path("stateRoot"));
  }
}
