package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.chain.rpc.RpcJson.CutShortException;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two calls, with ids 7 and 8, and what may come back. */
class BatchTest {
  private static final Batch TWO =
      new Batch(List.of(RpcCall.of("a"), RpcCall.of("b", 1)), 7, false);
  private static final Batch ONE = new Batch(List.of(RpcCall.of("a")), 7, true);
  private static final String A = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1}";
  private static final String B = "{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":null}";

  private static List<RpcAnswer> match(Batch batch, String json)
      throws MalformedException, CutShortException {
    return batch.match(
        RpcJson.parse(json.getBytes(StandardCharsets.UTF_8)), UnaryOperator.identity());
  }

  private static String shown(List<RpcAnswer> answers) {
    return answers.toString();
  }

  @Test
  void print_hasIdsAndTheVersion() {
    assertEquals(
        "[{\"id\":7,\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[]},"
            + "{\"id\":8,\"jsonrpc\":\"2.0\",\"method\":\"b\",\"params\":[1]}]",
        new String(TWO.print(), StandardCharsets.UTF_8));
    assertEquals(
        "{\"id\":7,\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[]}",
        new String(ONE.print(), StandardCharsets.UTF_8));
  }

  @Test
  void match_inAnyOrder() throws Exception {
    String want = "[Result[value=1], Result[value=null]]";
    assertEquals(want, shown(match(TWO, "[" + A + "," + B + "]")));
    assertEquals(want, shown(match(TWO, "[" + B + "," + A + "]")));
  }

  @Test
  void match_asBitcoinNodesWriteIt() throws Exception {
    assertEquals(
        "[Result[value=0.10000000], Failed[error=error -5 (no)]]",
        shown(
            match(
                TWO,
                "[{\"result\":0.10000000,\"error\":null,\"id\":7},"
                    + "{\"result\":null,\"error\":{\"code\":-5,\"message\":\"no\"},\"id\":8}]")));
  }

  @Test
  void match_errorForTheWhole_isEachCallsError() throws Exception {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no\"}}";
    assertEquals(
        "[Failed[error=error -32600 (no)], Failed[error=error -32600 (no)]]",
        shown(match(TWO, error)));
    assertEquals("[Failed[error=error -32600 (no)]]", shown(match(ONE, error)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[" + A + "]",
        "[" + A + "," + A + "]",
        "[" + A + "," + A + "," + B + "]",
        "[" + A + "," + B + ",{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":6,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":18446744073709551624,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":\"8\",\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8.0,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"1.0\",\"id\":8,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":2.0,\"id\":8,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":null,\"id\":8,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":null}]",
        "["
            + A
            + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":1,\"error\":{\"code\":1,\"message\":\"\"}}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":\"no\"}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":{\"code\":\"1\",\"message\":\"\"}}]",
        "["
            + A
            + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":{\"code\":4294967296,\"message\":\"\"}}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":{\"code\":1}}]",
        "[" + A + ",null]",
        "[" + A + ",[" + B + "]]",
        A,
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":1}",
        "null",
        "7",
        "\"text\"",
        "[" + A + "," + B + "] x",
        "[" + A + "," + B + "][]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"id\":8,\"result\":1}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":{\"a\":1,\"a\":1}}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":NaN}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":1e999999999}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":1e99999999999}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":[1e-1000]}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":\"\\ud800\"}]",
        "[" + A + ",{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":{\"\\udc00x\":1}}]",
      })
  void match_anythingElse_isRefused(String json) {
    assertThrows(MalformedException.class, () -> match(TWO, json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[" + A + "]", B, "{}", "{\"id\":7}"})
  void match_alone_anythingElse_isRefused(String json) {
    assertThrows(MalformedException.class, () -> match(ONE, json));
  }

  @Test
  void parse_deepOrLongNumbersOrManyValues_areRefused() {
    for (String json :
        List.of(
            "[".repeat(5_000) + "]".repeat(5_000),
            "9".repeat(10_000),
            "[" + "0,".repeat(5_000_000) + "0]")) {
      assertThrows(
          MalformedException.class, () -> RpcJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void parse_whatIsNoUtf8_isRefused() {
    byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
    byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    byte[] other = "[1]".getBytes(StandardCharsets.UTF_16);
    for (byte[] bytes : List.of(overlong, surrogate, other)) {
      assertThrows(MalformedException.class, () -> RpcJson.parse(bytes));
    }
  }

  @Test
  void parse_fractions_comeThroughExactly() throws Exception {
    for (String number : List.of("0.10000000", "1e-8", "20999999.97690000", "0.1", "0.00000001")) {
      assertEquals(
          new BigDecimal(number),
          RpcJson.parse(number.getBytes(StandardCharsets.UTF_8)).decimalValue());
    }
  }
}
