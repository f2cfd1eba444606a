package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.SafeOwners;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.evm.ContractSignature.Answer;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.nodes.Solc;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contracts that hold money: Safes, and those that answer for themselves. */
final class WalletsTest {
  private static final Hash MESSAGE = Keccak256.hash("hi".getBytes(StandardCharsets.UTF_8));

  @TempDir static Path folder;
  private static EvmWorld world;
  private static EvmAddress singleton;
  private static EvmAddress safe;
  private static EvmAddress wallet;
  private static Header pin;

  @BeforeAll
  static void build() throws Exception {
    world = new EvmWorld(folder);
    singleton = world.deploy("Wallets.sol", "SafeStorage");
    safe = world.deploy("Wallets.sol", "SafeProxy", EvmWorld.word(singleton));
    world.invoke(
        safe,
        "setup(address[],uint256)",
        EvmWorld.word(BigInteger.valueOf(64)),
        EvmWorld.word(BigInteger.TWO),
        EvmWorld.word(BigInteger.valueOf(3)),
        EvmWorld.word(EvmWorld.holder(1)),
        EvmWorld.word(EvmWorld.holder(2)),
        EvmWorld.word(EvmWorld.holder(3)));
    wallet = world.deploy("Wallets.sol", "OwnedWallet", EvmWorld.word(deployer()));
    world.finish();
    pin = world.pin().header();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static EvmAddress deployer() throws MalformedException {
    return EvmAddress.parse("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  }

  private static SafeRule rule() throws MalformedException {
    byte[] code =
        Octets.parseHex(Solc.test("Wallets.sol", "SafeProxy").deployedBytecode()).toBytes();
    return new SafeRule(Set.of(Keccak256.hash(code)), Set.of(singleton));
  }

  @Test
  void safe2of3_isProvenFromItsStorage() throws Exception {
    SafeProof proof = new SafeReader(rule()).read(world.node(), pin, safe);
    SafeOwners owners = proof.owners(safe, rule());
    assertEquals(2, owners.threshold());
    assertEquals(
        Set.of(EvmWorld.holder(1), EvmWorld.holder(2), EvmWorld.holder(3)), owners.owners());
  }

  @Test
  void whatIsNoSafe_orAnotherOne_isRefused() throws Exception {
    SafeReader reader = new SafeReader(rule());
    assertThrows(
        MalformedException.class, () -> reader.read(world.node(), pin, EvmWorld.holder(1)));
    SafeReader stranger = new SafeReader(new SafeRule(rule().proxyCodeHashes(), Set.of(wallet)));
    assertThrows(MalformedException.class, () -> stranger.read(world.node(), pin, safe));
  }

  /** A list of owners that ends where it begins. */
  @Test
  void safeWithoutOwners_byALyingNode_isRefused() {
    JsonNode sentinel = JsonMapper.shared().readTree("\"0x" + "0".repeat(63) + "1\"");
    Node liar =
        new Node() {
          @Override
          public String name() {
            return "liar";
          }

          @Override
          public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
            return calls.getFirst().method().equals("eth_getStorageAt")
                ? List.of(new RpcAnswer.Result(sentinel))
                : world.node().ask(calls);
          }
        };
    assertThrows(MalformedException.class, () -> new SafeReader(rule()).read(liar, pin, safe));
  }

  private static Octets signature(String key) {
    Sign.SignatureData data =
        Sign.signMessage(
            MESSAGE.toBytes(), ECKeyPair.create(Numeric.hexStringToByteArray(key)), false);
    byte[] bytes = new byte[65];
    System.arraycopy(data.getR(), 0, bytes, 0, 32);
    System.arraycopy(data.getS(), 0, bytes, 32, 32);
    bytes[64] = data.getV()[0];
    return Octets.of(bytes);
  }

  private static Answer ask(EvmAddress contract, Octets signature) throws Exception {
    return ContractSignature.ask(List.of(world.node()), pin, contract, MESSAGE, signature);
  }

  @Test
  void contractAnswersForItself() throws Exception {
    assertInstanceOf(Answer.Accepted.class, ask(wallet, signature(Anvil.KEY)));
    String other = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
    assertInstanceOf(Answer.Refused.class, ask(wallet, signature(other)));
  }

  @Test
  void silenceAndOtherContracts_areNoYes() throws Exception {
    assertInstanceOf(Answer.Refused.class, ask(EvmWorld.holder(1), signature(Anvil.KEY)));
    assertInstanceOf(Answer.Refused.class, ask(singleton, signature(Anvil.KEY)));
  }
}
