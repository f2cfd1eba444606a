package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was recorded comes back, and nothing else. */
class TranscriptTest {
  private static final RpcCall TIP = RpcCall.of("getbestblockhash");
  private static final RpcCall OUT = RpcCall.of("gettxout", "ab", 0);

  /** Answers in turn. */
  private static Node scripted(String... results) {
    Deque<String> left = new ArrayDeque<>(List.of(results));
    return new Node() {
      @Override
      public String name() {
        return "core-1";
      }

      @Override
      public List<RpcAnswer> ask(List<RpcCall> calls) {
        return calls.stream().map(call -> answer(left.remove())).toList();
      }
    };
  }

  private static RpcAnswer answer(String json) {
    try {
      return json.startsWith("!")
          ? new RpcAnswer.Failed(new RpcError(-5, json.substring(1)))
          : new RpcAnswer.Result(RpcJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedException | RpcJson.CutShortException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Transcript recorded() throws NodeException {
    RecordingNode node =
        new RecordingNode(
            scripted(
                "\"aa\"",
                "{\"value\":0.10000000,\"confirmations\":6}",
                "\"bb\"",
                "!No such block",
                "\"bb\""));
    node.ask(List.of(TIP, OUT));
    node.ask(TIP);
    node.ask(RpcCall.of("getblock", "cc"));
    node.ask(TIP);
    return node.transcript();
  }

  private static String example() throws Exception {
    String spec =
        Files.readString(Path.of(System.getProperty("solvent.root"), "docs/spec/transcript.md"));
    int from = spec.indexOf("```json\n") + "```json\n".length();
    return spec.substring(from, spec.indexOf("```", from));
  }

  @Test
  void print_isTheSpecsExample() throws Exception {
    assertEquals(example(), new String(recorded().print(), StandardCharsets.UTF_8));
  }

  @Test
  void parse_printsBackTheSame() throws Exception {
    byte[] bytes = example().getBytes(StandardCharsets.UTF_8);
    assertEquals(example(), new String(Transcript.parse(bytes).print(), StandardCharsets.UTF_8));
  }

  @Test
  void replay_inAnotherOrderAndBatch_answersTheSame() throws Exception {
    ReplayNode node = new ReplayNode(Transcript.parse(recorded().print()));
    assertEquals("core-1", node.name());
    assertEquals(answer("!No such block"), node.ask(RpcCall.of("getblock", "cc")));
    assertEquals(
        List.of(answer("\"aa\""), answer("\"bb\""), answer("\"bb\""), answer("\"bb\"")),
        node.ask(List.of(TIP, TIP, TIP, TIP)));
    RpcAnswer.Result out = (RpcAnswer.Result) node.ask(OUT);
    assertEquals(new BigDecimal("0.10000000"), out.value().get("value").decimalValue());
    assertEquals(out, node.ask(RpcCall.of("gettxout", "ab", 0L)), "0 is 0, however it is held");
  }

  @Test
  void replay_keysInAnotherOrder_areTheSameCall() throws Exception {
    RecordingNode recording = new RecordingNode(scripted("1"));
    recording.ask(RpcCall.of("m", Map.of("a", 1, "b", 2)));
    RpcCall other = new RpcCall("m", RpcJson.MAPPER.readTree("[{\"b\":2,\"a\":1}]"));
    assertEquals(answer("1"), new ReplayNode(recording.transcript()).ask(other));
  }

  @Test
  void replay_unknownCall_isRefusedByName_andNothingIsUsedUp() throws Exception {
    ReplayNode node = new ReplayNode(recorded());
    NodeException e =
        assertThrows(
            NodeException.class, () -> node.ask(List.of(TIP, RpcCall.of("getblock", "dd"))));
    assertTrue(
        String.valueOf(e.getMessage()).contains("{\"method\":\"getblock\",\"params\":[\"dd\"]}"),
        e.getMessage());
    assertEquals(answer("\"aa\""), node.ask(TIP));
  }

  @Test
  void fractionsAndLargeNumbers_comeBackExactly() throws Exception {
    String json = "[0.10000000,1E-8,123456789012345678901234567890,1.5,-0.0,9007199254740993]";
    RecordingNode recording = new RecordingNode(scripted(json));
    RpcAnswer first = recording.ask(TIP);
    Transcript read = Transcript.parse(recording.transcript().print());
    assertEquals(first, new ReplayNode(read).ask(TIP));
    assertEquals(new BigDecimal("1e-8"), ((RpcAnswer.Result) first).value().get(1).decimalValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"format\":\"solvent/transcript/v1\",\"node\":\"n\"}",
        "{\"format\":\"solvent/transcript/v2\",\"node\":\"n\"}\n",
        "{\"format\":\"solvent/transcript/v1\"}\n",
        "{\"node\":\"n\",\"format\":\"solvent/transcript/v1\"}\n",
        "{\"format\": \"solvent/transcript/v1\",\"node\":\"n\"}\n",
        "H{\"answers\":[],\"call\":{\"method\":\"a\",\"params\":[]}}\n",
        "H{\"answers\":[{\"result\":1}]}\n",
        "H{\"answers\":[{\"result\":1}],\"call\":{\"method\":1,\"params\":[]}}\n",
        "H{\"answers\":[{}],\"call\":{\"method\":\"a\",\"params\":[]}}\n",
        "H{\"answers\":[{\"result\":1},{\"result\":1}],\"call\":{\"method\":\"a\",\"params\":[]}}\n",
        "H{\"answers\":[{\"result\":1,\"x\":1}],\"call\":{\"method\":\"a\",\"params\":[]}}\n",
        "H{\"answers\":[{\"result\":1}],\"call\":{\"method\":\"a\",\"params\":[]}}",
        "H{\"answers\":[{\"result\":1}],\"call\":{\"method\":\"a\",\"params\":[]}}\n\n",
        "HBA",
        "HAA",
      })
  void parse_anotherForm_isRefused(String text) {
    String a = "{\"answers\":[{\"result\":1}],\"call\":{\"method\":\"a\",\"params\":[]}}\n";
    String bytes =
        text.replace("A", a)
            .replace("B", a.replace("\"a\"", "\"b\""))
            .replace("H", "{\"format\":\"solvent/transcript/v1\",\"node\":\"n\"}\n");
    assertThrows(
        MalformedException.class, () -> Transcript.parse(bytes.getBytes(StandardCharsets.UTF_8)));
  }
}
