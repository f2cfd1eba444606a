package dev.solvent.verifier.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.verifier.cli.Failures;
import dev.solvent.verifier.node.FakeNode;
import dev.solvent.verifier.node.FakeNode.Knowledge;
import dev.solvent.verifier.node.FakeNode.Refused;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on the honest bundle, beside nodes that agree, lie, know nothing or say nothing. */
final class ReservesCommandTest {
  private static final Path FILES =
      Path.of(System.getProperty("solvent.root"), "fixtures/vectors/bundles/files");
  private static final String RICH = "0x9adfff43715112357bf56c4b66159fd7acaaa853";

  @TempDir private Path folder;
  private final List<FakeNode> nodes = new ArrayList<>();
  private Path unobserved;

  private record Run(int code, String out, String err) {
    void assertSays(String line) {
      assertTrue(out.lines().anyMatch(each -> each.strip().equals(line)), this::toString);
    }

    @Override
    public String toString() {
      return code + "\n" + out + err;
    }
  }

  @BeforeEach
  void withoutObservers() throws Exception {
    Bundle bundle = Bundle.parse(Files.readAllBytes(FILES.resolve("honest.bundle.json")));
    Bundle bare =
        new Bundle(
            bundle.blobs(),
            bundle.earlier(),
            bundle.envelope(),
            bundle.logProof(),
            List.of(),
            bundle.replacement(),
            bundle.roots(),
            bundle.tokens());
    unobserved = Files.write(folder.resolve("unobserved.bundle.json"), bare.toBytes());
  }

  @AfterEach
  void close() {
    nodes.forEach(FakeNode::close);
  }

  private FakeNode node(Knowledge knowledge) throws Exception {
    nodes.add(FakeNode.of(knowledge));
    return nodes.getLast();
  }

  private static Run run(Path bundle, String... further) {
    return run(bundle, List.of(), further);
  }

  private static Run run(Path bundle, List<FakeNode> asked, String... further) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--trust",
                FILES.resolve("honest.root.json").toString(),
                "--policy",
                FILES.resolve("honest.policy.json").toString(),
                "--color",
                "never"));
    if (!List.of(further).contains("--at")) {
      args.addAll(List.of("--at", "2026-05-28T21:27:40Z"));
    }
    asked.forEach(node -> args.addAll(List.of("--rpc", node.url())));
    args.addAll(List.of(further));
    args.add(bundle.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Failures.handledBy(new CommandLine(new ReservesCommand()));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(args.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private static Path bundle(String name) {
    return FILES.resolve(name + ".bundle.json");
  }

  /** The honest node of the EVM chain, but for one method. */
  private static Knowledge evmBut(String method, Knowledge other) {
    return (asked, params) ->
        (asked.equals(method) ? other : HonestNodes.evm()).answer(asked, params);
  }

  private static Knowledge bitcoinBut(String method, Knowledge other) {
    return (asked, params) ->
        (asked.equals(method) ? other : HonestNodes.bitcoin()).answer(asked, params);
  }

  private List<FakeNode> both() throws Exception {
    return List.of(node(HonestNodes.evm()), node(HonestNodes.bitcoin()));
  }

  @Test
  void offline_showsBlocksHoldingsAndCoverage() throws Exception {
    Run run = run(bundle("honest"));
    assertEquals(0, run.code(), run::toString);
    assertEquals("", run.err());
    assertEquals(
        """
        VERIFIED exchange.example, epoch 3
          block 958400, bip122:000000000019d6689c085ae165831e93 2b4c342f5433ebe591a1da77e013d1b72475562d48578dca8b84bac6651c3cb9, of 2026-05-28T20:22:40Z
            confirmed by observer one, observer two
          block 25007200, eip155:1 0xa946250ebacd19cef92c61f3c7749db321cebbce69b4976f62199445b00f7b52, of 2026-05-28T20:26:40Z
            confirmed by observer one, observer two
          BTC             1.50000001  declared observed, counts; signed 81 min ago, until 2026-06-27T20:26:40Z
            bip122:000000000019d6689c085ae165831e93/slip44:0 in bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
            seen by observer one, observer two
          USDC         120000.000000  declared proven, counts; signed 81 min ago, until 2026-06-27T20:26:40Z
            eip155:1/erc20:0x7070707070707070707070707070707070707070 in eip155:1:0x33dd6cc01ee1cdead90d81fa5164bb73cd5613ae
          ETH   1.500000000000000000  declared proven, counts; signed 81 min ago, until 2026-06-27T20:26:40Z
            eip155:1/slip44:60 in eip155:1:0x33dd6cc01ee1cdead90d81fa5164bb73cd5613ae
          ETH   0.500000000000000000  declared proven, counts; signed 81 min ago, until 2026-06-27T20:26:40Z
            eip155:1/slip44:60 in eip155:1:0x9adfff43715112357bf56c4b66159fd7acaaa853
          ETH   0.700000000000000000  declared attested, shown as attested; signed 81 min ago, until 2026-06-27T20:26:40Z
            eip155:1/slip44:60 in eip155:1:0xd41c057fd1c78805aac12b0a94a405c0461a6fbb
        """,
        run.out().substring(0, run.out().indexOf("  asset ")));
  }

  @Test
  void threat24_withoutObserversOrNodes_nothingIsConfirmed() {
    Run run = run(unobserved);
    assertEquals(1, run.code(), run::toString);
    run.assertSays("not confirmed");
    assertFalse(run.out().contains("confirmed by"), run::toString);
  }

  @Test
  void threat24_ownNodes_confirmWithoutAnyObserver() throws Exception {
    List<FakeNode> both = both();
    Run run = run(unobserved, both);
    assertEquals(0, run.code(), run::toString);
    run.assertSays("confirmed by node " + both.get(0).name());
    run.assertSays("confirmed by node " + both.get(1).name());
    run.assertSays("seen by node " + both.get(1).name());
  }

  @Test
  void nodes_areAskedNothingThatWrites() throws Exception {
    for (FakeNode node : both()) {
      run(unobserved, List.of(node));
    }
    assertEquals(
        List.of(
            "eth_call",
            "eth_chainId",
            "eth_getBalance",
            "eth_getBlockByHash",
            "eth_getBlockByNumber"),
        nodes.get(0).asked.stream().distinct().sorted().toList());
    assertEquals(
        List.of("eth_chainId", "getblockhash", "getblockheader", "gettxout"),
        nodes.get(1).asked.stream().distinct().sorted().toList());
  }

  @Test
  void threat14_aNodeOnAnotherBranch_failsTheCheck_andIsNamed() throws Exception {
    Knowledge forked =
        evmBut(
            "eth_getBlockByNumber",
            (method, params) ->
                Map.of(
                    "hash",
                    "0x" + "cd".repeat(32),
                    "number",
                    params.get(0).asText(),
                    "timestamp",
                    "0x6a18a440"));
    FakeNode liar = node(forked);
    Run run = run(bundle("honest"), List.of(node(HonestNodes.evm()), liar));
    assertEquals(1, run.code(), run::toString);
    run.assertSays(
        "fail    reserves.canonical    the reader's own node "
            + liar.name()
            + " saw another block than block 25007200, eip155:1 "
            + HonestNodes.PINNED);
  }

  @Test
  void threat14_aChainReorganisedMeanwhile_failsTheCheck() throws Exception {
    AtomicInteger times = new AtomicInteger();
    Knowledge moving =
        evmBut(
            "eth_getBlockByNumber",
            (method, params) ->
                params.get(0).asText().equals("0x17d9460") && times.incrementAndGet() == 2
                    ? Map.of(
                        "hash", "0x" + "cd".repeat(32),
                        "number", "0x17d9460",
                        "timestamp", "0x6a18a440")
                    : HonestNodes.evm().answer(method, params));
    Run run = run(bundle("honest"), List.of(node(moving)));
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.out().contains("fail    reserves.canonical"), run::toString);
  }

  @Test
  void threat16_otherUnits_failTheHolding_whateverItsProof() throws Exception {
    FakeNode liar =
        node(
            evmBut(
                "eth_getBalance",
                (method, params) ->
                    params.get(0).asText().equals(RICH)
                        ? "0x1"
                        : HonestNodes.evm().answer(method, params)));
    Run run = run(bundle("honest"), List.of(liar));
    assertEquals(1, run.code(), run::toString);
    run.assertSays(
        "fails: the reader's own node " + liar.name() + " saw other units than 500000000000000000");
    assertTrue(run.out().contains("shown as claimed"), run::toString);
  }

  @Test
  void aPrunedNode_isSaidToKnowNothing_andConfirmsNoFigure() throws Exception {
    Knowledge pruned =
        (method, params) -> {
          if (method.equals("eth_getBalance") || method.equals("eth_call")) {
            throw new Refused(-32000, "missing trie node");
          }
          return HonestNodes.evm().answer(method, params);
        };
    FakeNode node = node(pruned);
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(0, run.code(), run::toString);
    run.assertSays(
        "node "
            + node.name()
            + ": eip155:1/slip44:60 in eip155:1:"
            + RICH
            + ": no state of that block: missing trie node (-32000)");
    assertFalse(run.out().contains("seen by node"), run::toString);
    run.assertSays("confirmed by observer one, observer two, node " + node.name());
  }

  @Test
  void aNodeWithoutEip1898_isAskedByNumber() throws Exception {
    Knowledge old =
        evmBut(
            "eth_getBalance",
            (method, params) -> {
              if (!params.get(1).isTextual()) {
                throw new Refused(-32602, "invalid block tag");
              }
              assertEquals("0x17d9460", params.get(1).asText());
              return HonestNodes.evm().answer(method, params);
            });
    FakeNode node = node(old);
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(0, run.code(), run::toString);
    run.assertSays("seen by node " + node.name());
  }

  @Test
  void aTokenWithoutAContract_isNoZero_andUnknown() throws Exception {
    FakeNode node = node(evmBut("eth_call", (method, params) -> "0x"));
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains(": no contract at the token's address"), run::toString);
  }

  /** The same number in another form: a contract that answers so is no token that is known. */
  @Test
  void aTokenThatAnswersNoWord_isUnknown() throws Exception {
    FakeNode node = node(evmBut("eth_call", (method, params) -> "0x1bf08eb000"));
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains(": balanceOf answered no number"), run::toString);
  }

  @Test
  void anOutputThatIsSpentSince_confirmsNothing_andDeniesNothing() throws Exception {
    Knowledge spent =
        bitcoinBut(
            "gettxout",
            (method, params) ->
                params.get(1).asInt() == 1 ? null : HonestNodes.bitcoin().answer(method, params));
    FakeNode node = node(spent);
    Run observed = run(bundle("honest"), List.of(node));
    assertEquals(0, observed.code(), observed::toString);
    assertTrue(observed.out().contains(":1 is spent since, or never was"), observed::toString);
    Run alone = run(unobserved, List.of(node, node(HonestNodes.evm())));
    assertEquals(1, alone.code(), alone::toString);
    assertTrue(alone.out().contains("0 of the reader's observers saw 150000001, want 2"));
  }

  @Test
  void anOutputOfTheNextBlock_wasNotThere_soTheHoldingIsDenied() throws Exception {
    assertDenied((method, params) -> HonestNodes.output(HonestNodes.coins(params), 10));
  }

  @Test
  void outputsOfOtherAmounts_denyTheHolding() throws Exception {
    assertDenied((method, params) -> HonestNodes.output("0.75000000", 11));
  }

  @Test
  void outputsOfAnotherScript_denyTheHolding() throws Exception {
    assertDenied((method, params) -> {
      Map<String, Object> output = HonestNodes.output(HonestNodes.coins(params), 11);
      output.put("scriptPubKey", Map.of("hex", "51"));
      return output;
    });
  }

  @Test
  void aHeaderOfAnotherBlock_orAnOutputBelowZero_leavesNoVerdict() throws Exception {
    for (Map<String, Object> header :
        List.<Map<String, Object>>of(
            Map.of("hash", "cd".repeat(32), "height", 958_400, "time", 1_779_999_760),
            Map.of("hash", HonestNodes.BITCOIN_PINNED, "height", 958_399, "time", 1_779_999_760))) {
      Run run =
          run(
              bundle("honest"),
              List.of(node(bitcoinBut("getblockheader", (method, params) -> header))));
      assertEquals(2, run.code(), run::toString);
      assertTrue(run.err().contains("the header of another block than 958400"), run::toString);
    }
    Knowledge below = (method, params) -> HonestNodes.output("-0.60000000", 11);
    Run run = run(bundle("honest"), List.of(node(bitcoinBut("gettxout", below))));
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("an output of no value, want coins"), run::toString);
  }

  private void assertDenied(Knowledge outputs) throws Exception {
    FakeNode node = node(bitcoinBut("gettxout", outputs));
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(1, run.code(), run::toString);
    assertTrue(
        run.out().contains("own node " + node.name() + " saw other units than 150000001"),
        run::toString);
  }

  @Test
  void aNodeOfAnotherChain_confirmsNothing_andIsSaidToBe() throws Exception {
    FakeNode node = node((method, params) -> "0x5");
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(0, run.code(), run::toString);
    run.assertSays(
        "node " + node.name() + ": eip155:5: the attestation names no block of this chain");
  }

  @Test
  void aNodeThatIsBehind_confirmsNothing() throws Exception {
    FakeNode node = node(evmBut("eth_getBlockByNumber", (method, params) -> null));
    Run run = run(bundle("honest"), List.of(node));
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains(": the node has no block of that number"), run::toString);
    assertTrue(run.out().contains(": not a block of the node's chain"), run::toString);
    assertFalse(run.out().contains("confirmed by observer one, observer two, node"));
  }

  @Test
  void aNodeThatDoesNotAnswer_leavesNoVerdict() throws Exception {
    FakeNode gone = node(HonestNodes.evm());
    gone.close();
    Run run = run(bundle("honest"), List.of(gone));
    assertEquals(2, run.code(), run::toString);
    assertEquals("", run.out());
    assertEquals(
        "error: node "
            + gone.name()
            + ": no connection\n"
            + "hint: without its --rpc the attestation is judged by what others saw\n",
        run.err());
  }

  @Test
  void nodes_areNotAsked_aboutWhatNobodySigned() throws Exception {
    FakeNode node = node(HonestNodes.evm());
    Run run = run(bundle("statement-signed-by-a-thief"), List.of(node));
    assertEquals(1, run.code(), run::toString);
    assertEquals(List.of(), node.asked);
  }

  @Test
  void threat25_aStrangersWallet_isShownAsClaimed_whoeverSawIt() throws Exception {
    Run run = run(bundle("short-where-a-wallet-is-a-strangers"), List.of(node(HonestNodes.evm())));
    assertEquals(4, run.code(), run::toString);
    assertTrue(run.out().contains("owner not shown"), run::toString);
  }

  @Test
  void spoiltBundles_endWithTheirVerdicts() {
    assertEquals(1, run(bundle("proven-one-unit-less")).code());
    assertEquals(1, run(bundle("owner-is-another")).code());
    assertEquals(3, run(bundle("honest"), "--at", "2026-06-05T00:00:00Z").code());
    Run cut = run(bundle("malformed-bundle-cut-off"));
    assertEquals(2, cut.code());
    assertTrue(cut.err().startsWith("MALFORMED "), cut::toString);
  }

  @Test
  void theSpecsExample_isWhatIsPrinted() throws Exception {
    Path spec = Path.of(System.getProperty("solvent.root"), "docs/spec/reserves-report.md");
    String text = Files.readString(spec);
    int from = text.indexOf("```json\n") + 8;
    JsonNode example = FakeNode.JSON.readTree(text.substring(from, text.indexOf("```", from)));
    String printed = run(bundle("honest"), "--json").out();
    assertEquals(example, FakeNode.JSON.readTree(printed));
    assertTrue(text.contains(" " + (printed.length() - 1) + " bytes"), printed);
  }

  @Test
  void quiet_isTheVerdictAlone() {
    assertEquals("VERIFIED exchange.example, epoch 3\n", run(bundle("honest"), "--quiet").out());
  }

  @Test
  void json_hasTheReportAndEveryHolding() throws Exception {
    FakeNode node = node(HonestNodes.bitcoin());
    Run run = run(bundle("honest"), List.of(node), "--json");
    assertEquals(0, run.code(), run::toString);
    CanonicalJson.parse(
        run.out().strip().getBytes(StandardCharsets.UTF_8), new JsonLimits(1 << 20, 16, 10_000));
    JsonNode json = FakeNode.JSON.readTree(run.out());
    assertEquals("solvent/reserves-report/v1", json.get("format").asText());
    assertEquals("VERIFIED", json.get("report").get("verdict").asText());
    JsonNode first = json.get("holdings").get(0);
    assertEquals("counted", first.get("counts").asText());
    assertEquals(node.name(), first.get("seenBy").get("nodes").get(0).asText());
    assertEquals(4860, first.get("signed").get("ageSeconds").asInt());
    assertEquals(5, json.get("holdings").size());
    assertTrue(json.get("blocks").get(0).get("confirmed").asBoolean());
  }
}
