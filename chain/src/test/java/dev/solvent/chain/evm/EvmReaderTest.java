package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.evm.TokenRule.Layout;
import dev.solvent.chain.evm.SlotDiscovery.Finding;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.Reading.Proven;
import dev.solvent.chain.reading.Reading.Seen;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an anvil with a token of each kind. */
final class EvmReaderTest {
  private static final int HOLDERS = 200;
  private static final EvmAddress HOLDER = EvmWorld.holder(7);

  @TempDir static Path folder;
  private static EvmWorld world;
  private static EvmAddress plain;
  private static EvmAddress proxied;
  private static EvmAddress packed;
  private static EvmAddress rebasing;
  private static EvmAddress doubling;
  private static EvmAddress vyper;

  @BeforeAll
  static void build() {
    world = new EvmWorld(folder);
    plain = world.deploy("Tokens.sol", "PlainToken");
    EvmAddress implementation = world.deploy("Tokens.sol", "PlainToken");
    proxied = world.deploy("Tokens.sol", "ProxiedToken", EvmWorld.word(implementation));
    packed = world.deploy("Tokens.sol", "PackedToken");
    rebasing = world.deploy("Tokens.sol", "RebasingToken");
    doubling = world.deploy("Tokens.sol", "DoublingToken");
    vyper = world.deploy("Tokens.sol", "VyperOrderToken");
    for (EvmAddress token : tokens()) {
      world.invoke(token, "set(address,uint256)", EvmWorld.word(HOLDER), units(token));
    }
    world.invoke(packed, "blockHolder(address)", EvmWorld.word(HOLDER));
    for (int i = 0; i < HOLDERS; i++) {
      world.give(EvmWorld.holder(i), BigInteger.valueOf(1_000_000 + i));
      String slot = "0x" + StorageSlots.solidityMapping(StorageSlots.of(0), EvmWorld.holder(i));
      if (i != 7) {
        world.tell(
            "anvil_setStorageAt",
            plain.toString(),
            slot,
            "0x" + EvmWorld.word(BigInteger.valueOf(5_000 + i)));
      }
    }
    world.finish();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static List<EvmAddress> tokens() {
    return List.of(plain, proxied, packed, rebasing, doubling, vyper);
  }

  private static String units(EvmAddress token) {
    return EvmWorld.word(BigInteger.valueOf(1_000L + tokens().indexOf(token)));
  }

  private static Hash code(EvmAddress token) throws Exception {
    return Keccak256.hash(
        Hexadecimal.data(world.tell("eth_getCode", token.toString(), "latest"), "code").toBytes());
  }

  private static TokenRule rule(EvmAddress token, Layout layout, int mapping, int bits)
      throws Exception {
    return new TokenRule(
        Set.of(code(token)), layout, StorageSlots.of(mapping), bits, Optional.empty());
  }

  private static AssetRef.Decoded asset(EvmAddress token) {
    return EvmWorld.token(token, HOLDER).asset().decoded();
  }

  private static Map<HoldingRef, Reading> read(
      Map<AssetRef.Decoded, TokenRule> rules, List<HoldingRef> holdings, List<Fault> faults)
      throws Exception {
    return read(world.pin(), 1, rules, holdings, faults);
  }

  private static Map<HoldingRef, Reading> read(
      Pinned pin,
      int quorum,
      Map<AssetRef.Decoded, TokenRule> rules,
      List<HoldingRef> holdings,
      List<Fault> faults)
      throws Exception {
    Map<HoldingRef, Reading> readings = new ConcurrentHashMap<>();
    EvmReader reader =
        new EvmReader(EvmWorld.CHAIN, EvmWorld.pinning(1, world.node()), rules, quorum);
    faults.addAll(
        reader.read(
            pin, holdings, reading -> assertNull(readings.put(reading.holding(), reading))));
    return readings;
  }

  private static void assertNull(Reading before) {
    assertEquals(null, before, "read twice");
  }

  private static Reading one(Map<AssetRef.Decoded, TokenRule> rules, EvmAddress token)
      throws Exception {
    HoldingRef holding = EvmWorld.token(token, HOLDER);
    return read(rules, List.of(holding), new ArrayList<>()).get(holding);
  }

  @Test
  void coinAndTokenOf200Accounts_areProvenAndVerifyWithoutANode() throws Exception {
    List<HoldingRef> holdings = new ArrayList<>(EvmWorld.coins(HOLDERS));
    for (int i = 0; i < HOLDERS; i++) {
      holdings.add(EvmWorld.token(plain, EvmWorld.holder(i)));
    }
    Map<AssetRef.Decoded, TokenRule> rules =
        Map.of(asset(plain), rule(plain, Layout.SOLIDITY, 0, 256));
    List<Fault> faults = new ArrayList<>();
    Map<HoldingRef, Reading> readings = read(rules, holdings, faults);
    assertEquals(2 * HOLDERS, readings.size());
    assertEquals(List.of(), faults);
    EvmHolding stranger = new EvmHolding(rules);
    for (Reading reading : readings.values()) {
      Proven proven = assertInstanceOf(Proven.class, reading);
      EvmEvidence evidence = EvmEvidence.parse(proven.evidence().toBytes());
      IfGenuine shown = assertInstanceOf(IfGenuine.class, stranger.check(evidence));
      assertEquals(proven.units(), shown.units());
      assertEquals(proven.holding().account(), shown.account());
      assertEquals(proven.holding().asset(), shown.asset());
      assertEquals(world.pin().header().block().ref(), shown.block());
    }
    assertEquals("1000011", readings.get(EvmWorld.coin(EvmWorld.holder(11))).units().toString());
    assertEquals(
        "5011", readings.get(EvmWorld.token(plain, EvmWorld.holder(11))).units().toString());
  }

  @Test
  void vyperOrderAndPacked_areProvenByTheirRules() throws Exception {
    Reading inVyper = one(Map.of(asset(vyper), rule(vyper, Layout.VYPER, 3, 256)), vyper);
    assertEquals("1005", assertInstanceOf(Proven.class, inVyper).units().toString());
    Reading inPacked = one(Map.of(asset(packed), rule(packed, Layout.SOLIDITY, 0, 255)), packed);
    assertEquals("1002", assertInstanceOf(Proven.class, inPacked).units().toString());
  }

  @Test
  void threat16_packedTakenForPlain_isNoMoreThanSeen() throws Exception {
    Reading reading = one(Map.of(asset(packed), rule(packed, Layout.SOLIDITY, 0, 256)), packed);
    assertEquals("1002", assertInstanceOf(Seen.class, reading).units().toString());
  }

  @Test
  void threat16_rebasingTakenForPlain_isNoMoreThanSeen() throws Exception {
    world.invoke(rebasing, "rebase(uint256)", EvmWorld.word(BigInteger.valueOf(110)));
    world.finish();
    Reading reading =
        one(Map.of(asset(rebasing), rule(rebasing, Layout.SOLIDITY, 0, 256)), rebasing);
    Seen seen = assertInstanceOf(Seen.class, reading);
    assertEquals("1103", seen.units().toString());
    assertTrue(seen.why().contains("its slot holds 1003"), seen.why());
  }

  @Test
  void threat16_unknownToken_isSeen_andSaysWhy() throws Exception {
    Seen seen = assertInstanceOf(Seen.class, one(Map.of(), plain));
    assertEquals("1000", seen.units().toString());
    assertTrue(seen.why().contains("no rule"), seen.why());
  }

  @Test
  void proxied_isProven_andNoMoreThanSeenBehindAnotherImplementation() throws Exception {
    Finding.Found found =
        assertInstanceOf(
            Finding.Found.class,
            SlotDiscovery.discover(
                world.node(), world.pin().header(), EvmWorld.token(proxied, HOLDER)));
    assertTrue(found.rule().implementation().isPresent());
    assertInstanceOf(Proven.class, one(Map.of(asset(proxied), found.rule()), proxied));
    TokenRule other =
        new TokenRule(
            found.rule().codeHashes(),
            Layout.SOLIDITY,
            found.rule().mapping(),
            Optional.of(
                new TokenRule.Implementation(
                    found.rule().implementation().get().slot(), Set.of(plain))));
    assertInstanceOf(Seen.class, one(Map.of(asset(proxied), other), proxied));
  }

  @Test
  void anotherCode_isNoMoreThanSeen() throws Exception {
    Map<AssetRef.Decoded, TokenRule> rules =
        Map.of(asset(plain), rule(vyper, Layout.SOLIDITY, 0, 256));
    assertInstanceOf(Seen.class, one(rules, plain));
  }

  @Test
  void noContract_isNoZero() {
    EvmAddress nothing = EvmWorld.holder(5_000);
    UnreadableException e = assertThrows(UnreadableException.class, () -> one(Map.of(), nothing));
    assertTrue(e.getMessage().contains("answer to eth_call of 0 bytes, want 32"), e.getMessage());
  }

  @Test
  void emptyAccount_isProvenToHoldNothing() throws Exception {
    HoldingRef empty = EvmWorld.coin(EvmWorld.holder(9_999));
    Reading reading = read(Map.of(), List.of(empty), new ArrayList<>()).get(empty);
    assertEquals("0", assertInstanceOf(Proven.class, reading).units().toString());
  }

  @Test
  void discovery_findsEachLayout_andRefusesWhatIsComputed() throws Exception {
    Pinned pin = world.pin();
    record Wanted(EvmAddress token, Layout layout, int mapping, int bits) {}
    for (Wanted wanted :
        List.of(
            new Wanted(plain, Layout.SOLIDITY, 0, 256),
            new Wanted(packed, Layout.SOLIDITY, 0, 255),
            new Wanted(vyper, Layout.VYPER, 3, 256))) {
      Finding.Found found =
          assertInstanceOf(
              Finding.Found.class,
              SlotDiscovery.discover(
                  world.node(), pin.header(), EvmWorld.token(wanted.token(), HOLDER)));
      assertEquals(
          rule(wanted.token(), wanted.layout(), wanted.mapping(), wanted.bits()), found.rule());
    }
    for (EvmAddress token : List.of(rebasing, doubling)) {
      assertInstanceOf(
          Finding.Unclear.class,
          SlotDiscovery.discover(world.node(), pin.header(), EvmWorld.token(token, HOLDER)));
    }
    assertInstanceOf(
        Finding.Unclear.class,
        SlotDiscovery.discover(
            world.node(), pin.header(), EvmWorld.token(plain, EvmWorld.holder(8_000))));
  }
}
