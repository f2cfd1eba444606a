package dev.solvent.verifier.reserves;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.verifier.node.FakeNode.Knowledge;
import dev.solvent.verifier.node.FakeNode.Refused;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What nodes of both chains show who agree with the bundle {@code honest}: the two pinned blocks,
 * the one that its challenges name, and every holding.
 */
final class HonestNodes {
  static final String PINNED = "0xa946250ebacd19cef92c61f3c7749db321cebbce69b4976f62199445b00f7b52";
  static final String CHALLENGED =
      "0x98722e2ebed8ed3d3652e11e4181f0dccc1ce7d192d8f1db370af8ec4a4e174a";
  static final String BITCOIN_PINNED =
      "2b4c342f5433ebe591a1da77e013d1b72475562d48578dca8b84bac6651c3cb9";
  private static final String GENESIS =
      "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";
  private static final String TIP = "ab".repeat(32);
  private static final int HEIGHT = 958_400;
  private static final int TIP_HEIGHT = HEIGHT + 10;
  private static final long PINNED_TIME = 1_779_999_760L;

  /** Ether, by account. */
  static final Map<String, String> BALANCES =
      Map.of(
          "0x33dd6cc01ee1cdead90d81fa5164bb73cd5613ae", "0x14d1120d7b160000",
          "0x9adfff43715112357bf56c4b66159fd7acaaa853", "0x6f05b59d3b20000",
          "0xd41c057fd1c78805aac12b0a94a405c0461a6fbb", "0x9b6e64a8ec60000");

  private HonestNodes() {}

  static Knowledge evm() {
    return HonestNodes::evm;
  }

  private static Object evm(String method, JsonNode params) throws Refused {
    return switch (method) {
      case "eth_chainId" -> "0x1";
      case "eth_getBlockByNumber" ->
          switch (params.get(0).asText()) {
            case "0x17d9460" -> block(PINNED, "0x17d9460", PINNED_TIME + 240);
            case "0x17d93fc" -> block(CHALLENGED, "0x17d93fc", PINNED_TIME - 960);
            default -> null;
          };
      case "eth_getBlockByHash" ->
          params.get(0).asText().equals(CHALLENGED)
              ? block(CHALLENGED, "0x17d93fc", PINNED_TIME - 960)
              : null;
      case "eth_getBalance" -> BALANCES.get(params.get(0).asText());
      case "eth_call" -> "0x" + "0".repeat(54) + "1bf08eb000";
      default -> throw new Refused(-32601, "the method " + method + " does not exist");
    };
  }

  private static Map<String, Object> block(String hash, String number, long time) {
    return Map.of("hash", hash, "number", number, "timestamp", "0x" + Long.toHexString(time));
  }

  static Knowledge bitcoin() {
    return HonestNodes::bitcoin;
  }

  private static Object bitcoin(String method, JsonNode params) throws Refused {
    return switch (method) {
      case "getblockhash" ->
          switch (params.get(0).asInt()) {
            case 0 -> GENESIS;
            case HEIGHT -> BITCOIN_PINNED;
            default -> throw new Refused(-8, "Block height out of range");
          };
      case "getblockheader" -> {
        boolean tip = params.get(0).asText().equals(TIP);
        yield Map.of(
            "hash",
            params.get(0).asText(),
            "height",
            tip ? TIP_HEIGHT : HEIGHT,
            "time",
            PINNED_TIME);
      }
      case "gettxout" -> output(coins(params), 11);
      default -> throw new Refused(-32601, "Method not found");
    };
  }

  /** What stands in the output that a call of {@code gettxout} asks for. */
  static String coins(JsonNode params) {
    return params.get(1).asInt() == 0 ? "0.60000000" : "0.90000001";
  }

  /** With eleven confirmations it stands in the pinned block, with ten in the one after it. */
  static Map<String, Object> output(String coins, int confirmations) {
    Map<String, Object> output = new HashMap<>();
    output.put("bestblock", TIP);
    output.put("coinbase", false);
    output.put("confirmations", confirmations);
    output.put("scriptPubKey", Map.of("hex", "0014751e76e8199196d454941c45d1b3a323f1433bd6"));
    output.put("value", new BigDecimal(coins));
    return output;
  }
}
