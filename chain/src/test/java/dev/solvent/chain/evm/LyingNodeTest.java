package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.chain.evm.SlotDiscovery.Finding.Found;
import dev.solvent.chain.nodes.TwistedNode;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.Reading.Proven;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.NodeException.Problem;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node may send, and what it cannot reach by that. */
final class LyingNodeTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final EvmAddress HOLDER = EvmWorld.holder(1);
  private static final HoldingRef COIN = EvmWorld.coin(HOLDER);

  @TempDir static Path folder;
  private static EvmWorld world;
  private static HoldingRef tokens;
  private static Pinned pin;
  private static Map<HoldingRef, String> truth;
  private static TokenRule rule;

  @BeforeAll
  static void build() throws Exception {
    world = new EvmWorld(folder);
    EvmAddress token = world.deploy("Tokens.sol", "PlainToken");
    tokens = EvmWorld.token(token, HOLDER);
    set(700);
    world.give(HOLDER, BigInteger.valueOf(31));
    world.finish();
    pin = world.pin();
    truth = Map.of(COIN, "31", tokens, "700");
    Found found =
        assertInstanceOf(Found.class, SlotDiscovery.discover(world.node(), pin.header(), tokens));
    rule = found.rule();
    set(999); // after the pin
    world.mine(1);
  }

  private static void set(long units) {
    world.invoke(
        tokens.asset().decoded().token().orElseThrow(),
        "set(address,uint256)",
        EvmWorld.word(HOLDER),
        EvmWorld.word(BigInteger.valueOf(units)));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static List<Reading> read(
      Map<AssetRef.Decoded, TokenRule> rules, List<HoldingRef> holdings, Node... nodes)
      throws Exception {
    ConcurrentLinkedQueue<Reading> readings = new ConcurrentLinkedQueue<>();
    Pinned agreed = new Pinned(pin.header(), List.of(nodes), List.of());
    new EvmReader(EvmWorld.CHAIN, EvmWorld.pinning(1, nodes), rules, 1)
        .read(agreed, holdings, readings::add);
    return List.copyOf(readings);
  }

  /** Spoils one value somewhere in a node's answers. */
  private record Spoiling(Node real, RandomGenerator random) implements Node {
    private static final List<String> JUNK =
        List.of(
            "null",
            "\"\"",
            "\"0x\"",
            "\"0x0\"",
            "\"0x00\"",
            "\"0x1\"",
            "\"0x" + "f".repeat(64) + "\"",
            "\"0x" + "f".repeat(65) + "\"",
            "\"0x7fffffffffffffff\"",
            "\"0xff\\u001b[2J\"",
            "-1",
            "1e100",
            "true",
            "[]",
            "{}",
            "[null]",
            "\"0x" + "00".repeat(300_000) + "\"");

    @Override
    public String name() {
      return "spoiling";
    }

    @Override
    public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
      List<RpcAnswer> answers = new ArrayList<>(real.ask(calls));
      int which = random.nextInt(answers.size());
      if (answers.get(which) instanceof RpcAnswer.Result(JsonNode value)) {
        answers.set(which, new RpcAnswer.Result(spoil(value)));
      }
      return answers;
    }

    private JsonNode spoil(JsonNode value) {
      if (value.isArray() && !value.isEmpty() && random.nextInt(4) != 0) {
        var changed = JSON.createArrayNode();
        int which = random.nextInt(value.size());
        int how = random.nextInt(4);
        for (int i = 0; i < value.size(); i++) {
          int times = i != which || how == 0 ? 1 : how == 1 ? 0 : how == 2 ? 2 : 100;
          for (int j = 0; j < times; j++) {
            changed.add(i == which && how == 0 ? spoil(value.get(i)) : value.get(i));
          }
        }
        return changed;
      }
      if (value.isObject() && !value.isEmpty() && random.nextInt(8) != 0) {
        var changed = JSON.createObjectNode();
        List<String> names = List.copyOf(value.propertyNames());
        String which = names.get(random.nextInt(names.size()));
        names.forEach(name ->
            changed.set(name, name.equals(which) ? spoil(value.get(name)) : value.get(name)));
        return changed;
      }
      String text = value.asString("");
      if (text.length() > 2 && random.nextBoolean()) {
        int at = 2 + random.nextInt(text.length() - 2);
        String digit = Integer.toHexString(random.nextInt(16));
        return JSON.valueToTree(text.substring(0, at) + digit + text.substring(at + 1));
      }
      return JSON.readTree(JUNK.get(random.nextInt(JUNK.size())));
    }
  }

  @Test
  void threat14_spoiltAnswers_endInARefusalOrInTheTruth() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < 400; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
      try {
        for (Reading reading :
            read(
                Map.of(tokens.asset().decoded(), rule),
                List.of(seed % 2 == 0 ? COIN : tokens),
                new Spoiling(world.node(), random))) {
          if (reading instanceof Proven) {
            assertEquals(truth.get(reading.holding()), reading.units().toString(), "seed " + seed);
          }
        }
      } catch (UnreadableException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(refused > 50, refused + " refused");
  }

  @Test
  void threat14_spoiltHeaders_endInADissentOrInTheTruth() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < 400; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
      Node node = new Spoiling(world.node(), random);
      try {
        switch (EvmWorld.pinning(1, node).find(pin.header().block().ref())) {
          case Pinned found -> assertEquals(pin.header(), found.header(), "seed " + seed);
          case NoQuorum _ -> refused++;
        }
        EvmWorld.pinning(1, node).pin(EvmWorld.now());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(refused > 50, refused + " refused");
  }

  @Test
  void threat16_spoiltDiscovery_endsInARefusalOrInTheRule() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < 200; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
      Node node = new Spoiling(world.node(), random);
      try {
        if (SlotDiscovery.discover(node, pin.header(), tokens) instanceof Found found) {
          assertEquals(rule.mapping(), found.rule().mapping(), "seed " + seed);
        } else {
          refused++;
        }
      } catch (MalformedException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(refused > 50, refused + " refused");
  }

  @Test
  void threat14_nodeThatLeavesTheBlockOutOfAccount_saysNothingOfIt() throws Exception {
    Node newest =
        new TwistedNode(
            "newest",
            world.node(),
            call -> {
              JsonNode params = call.params();
              return params.size() == 2 && params.get(1).isObject()
                  ? RpcCall.of(call.method(), params.get(0), "latest")
                  : call;
            });
    UnreadableException e =
        assertThrows(UnreadableException.class, () -> read(Map.of(), List.of(tokens), newest));
    assertTrue(e.getMessage().contains("does not answer at a block's hash"), e.getMessage());
    assertEquals(
        "700", read(Map.of(), List.of(tokens), world.node()).getFirst().units().toString());
  }

  @Test
  void wordsOfANode_bringNoControlCharactersToATerminal() throws Exception {
    JsonNode words = JSON.valueToTree("\u001b]0;all is well\u0007");
    String message =
        assertThrows(MalformedException.class, () -> Hexadecimal.quantity(words, "balance"))
            .getMessage();
    assertFalse(String.valueOf(message).chars().anyMatch(Character::isISOControl), message);
  }

  /** Shows headers and the like, and keeps who asks for balances waiting. */
  private record Silent(Node real, AtomicInteger asked) implements Node {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
      String method = calls.getLast().method();
      if (method.equals("eth_getProof") || method.equals("eth_call")) {
        asked.incrementAndGet();
        throw new NodeException(name(), Problem.TOO_SLOW, "no whole answer in time");
      }
      return real.ask(calls);
    }
  }

  @Test
  void nodeThatDoesNotAnswer_isNotWaitedForChunkAfterChunk() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Node silent = new Silent(world.node(), asked);
    List<HoldingRef> coins = EvmWorld.coins(20 * EvmRun.CHUNK);
    assertEquals(coins.size(), read(Map.of(), coins, silent, world.node()).size());
    assertTrue(asked.get() <= 4, asked + " chunks waited for it");
    asked.set(0);
    List<HoldingRef> many = new ArrayList<>();
    for (int i = 0; i < 20 * EvmRun.CHUNK; i++) {
      many.add(EvmWorld.token(tokens.asset().decoded().token().orElseThrow(), EvmWorld.holder(i)));
    }
    assertEquals(many.size(), read(Map.of(), many, silent, world.node()).size());
    assertTrue(asked.get() <= 4, asked + " chunks waited for it");
  }
}
