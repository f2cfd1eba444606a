package dev.solvent.chain.rpc;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A method and its parameters. Two calls are equal if they ask the same. */
public record RpcCall(String method, JsonNode params) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** With texts, numbers, booleans, lists and maps as parameters. */
  public static RpcCall of(String method, Object... params) {
    return new RpcCall(method, JSON.valueToTree(List.of(params)));
  }
}
