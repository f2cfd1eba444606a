package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The methods of a node's JSON-RPC that read. Any thread. */
final class Methods {
  private static final String CLIENT = "SolventDemoChain/v1/for demonstrations and tests only";

  private interface Method {
    JsonValue answer(Params params) throws RpcFault;
  }

  private final DemoChain chain;
  private final Map<String, Method> byName;

  Methods(DemoChain chain) {
    this.chain = chain;
    String id = chain.id().reference();
    byName =
        Map.ofEntries(
            Map.entry("eth_chainId", _ -> text(Uint.quantity(new BigInteger(id)))),
            Map.entry("net_version", _ -> text(id)),
            Map.entry("web3_clientVersion", _ -> text(CLIENT)),
            Map.entry("eth_blockNumber", _ -> text(Uint.quantity(chain.newest().number()))),
            Map.entry("eth_getBlockByNumber", params -> block(params.header(0))),
            Map.entry("eth_getBlockByHash", params -> block(chain.header(params.hash(0)))),
            Map.entry(
                "eth_getBalance",
                params -> text(Uint.quantity(params.state(1).account(params.address(0)).wei()))),
            Map.entry(
                "eth_getTransactionCount",
                params -> text(Uint.quantity(params.state(1).account(params.address(0)).nonce()))),
            Map.entry(
                "eth_getCode", params -> data(params.state(1).account(params.address(0)).code())),
            Map.entry("eth_getStorageAt", Methods::storageAt),
            Map.entry("eth_getProof", Methods::proof),
            Map.entry("eth_call", Methods::call));
  }

  JsonValue answer(String method, JsonNode params) throws RpcFault {
    Method known = byName.get(method);
    if (known == null) {
      throw new RpcFault(
          RpcFault.NO_METHOD, "no such method, want one by which a chain's state is read");
    }
    return known.answer(new Params(params, chain));
  }

  private static JsonText text(String text) {
    return new JsonText(text);
  }

  private static JsonText data(Octets bytes) {
    return text("0x" + bytes);
  }

  private static JsonValue block(Optional<DemoHeader> header) {
    return header.<JsonValue>map(DemoHeader::json).orElseGet(JsonNull::new);
  }

  private static JsonValue storageAt(Params params) throws RpcFault {
    Account account = params.state(2).account(params.address(0));
    return text("0x" + Uint.hex(account.storage().word(params.slot(1))));
  }

  private static JsonValue proof(Params params) throws RpcFault {
    DemoState state = params.state(2);
    EvmAddress address = params.address(0);
    Account account = state.account(address);
    PatriciaTrie storage = account.storage().trie();
    return new ObjectBuilder()
        .put("address", address.toString())
        .put("accountProof", nodes(state.trie().prove(DemoState.path(address))))
        .put("balance", Uint.quantity(account.wei()))
        .put("codeHash", "0x" + account.codeHash())
        .put("nonce", Uint.quantity(account.nonce()))
        .put("storageHash", "0x" + storage.root())
        .put(
            "storageProof",
            params.slots(1),
            slot ->
                new ObjectBuilder()
                    .put("key", "0x" + slot)
                    .put("proof", nodes(storage.prove(PatriciaTrie.path(slot.toBytes()))))
                    .put("value", Uint.quantity(account.storage().word(slot)))
                    .build())
        .build();
  }

  private static JsonArray nodes(List<Octets> nodes) {
    return new JsonArray(nodes.stream().<JsonValue>map(Methods::data).toList());
  }

  /** Whoever calls an account without code gets an answer of no bytes. */
  private static JsonValue call(Params params) throws RpcFault {
    DemoState state = params.state(1);
    EvmAddress to = params.to(0);
    Octets data = params.data(0);
    Optional<DemoToken> token = state.token(to);
    if (token.isEmpty()) {
      return data(Octets.EMPTY);
    }
    return data(
        TokenCode.call(token.get().asset(), state.account(to).storage(), data)
            .orElseThrow(() -> new RpcFault(RpcFault.REVERTED, "execution reverted")));
  }
}
