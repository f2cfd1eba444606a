package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.chain.nodes.Rpc;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A short history on a node's own chain: scripts of every kind are funded, a block is pinned, and
 * after it outputs come and go.
 */
final class History {
  static final BitcoinChain CHAIN = BitcoinChain.LITECOIN_REGTEST;

  private static final BigDecimal FEE = new BigDecimal("0.001");

  private final Rpc rpc;
  private final String miner;
  final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, Outpoint> funded = new LinkedHashMap<>();
  PinnedBlock pin;

  /** The first block after the pin. */
  String firstAfter = "";

  History(Litecoin node, BitcoinHeaders headers) throws Exception {
    rpc = node.rpc();
    miner = rpc.text("getnewaddress", "", "bech32");
    mine(102, miner);
    makeAddresses();
    addresses.forEach((kind, address) -> funded.put(kind, pay(address, funding(kind))));
    pay(addresses.get("P2WPKH"), "0.25");
    mine(1, miner);
    addresses.put("coinbase", rpc.text("getnewaddress", "", "bech32"));
    mine(1, addresses.get("coinbase"));
    happenAfterThePin();
    firstAfter = rpc.text("getblockhash", rpc.call("getblockcount").longValue() - 4);
    pin = headers.header(node.rpc().node(), headers.finalNumber(node.rpc().node())).pinned();
  }

  private void makeAddresses() {
    addresses.put("P2PKH", rpc.text("getnewaddress", "", "legacy"));
    addresses.put("P2SH-P2WPKH", rpc.text("getnewaddress", "", "p2sh-segwit"));
    addresses.put("P2WPKH", rpc.text("getnewaddress", "", "bech32"));
    addresses.put("P2WSH", multisig("bech32"));
    addresses.put("P2SH", multisig("legacy"));
    // Pays to the x coordinate of the generator: never spent here.
    addresses.put("P2TR", "rltc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqsyzyjh");
  }

  private String multisig(String type) {
    List<String> keys =
        List.of(rpc.text("getnewaddress", "", "legacy"), rpc.text("getnewaddress", "", "legacy"));
    return rpc.call("addmultisigaddress", 2, keys, "", type).path("address").stringValue();
  }

  /** A coin, and some units by which the kinds differ. */
  private static String funding(String kind) {
    return BigDecimal.ONE.add(BigDecimal.valueOf(kind.length(), 8)).toPlainString();
  }

  /** Five blocks. */
  private void happenAfterThePin() {
    String key = addresses.get("P2PKH");
    String nested = addresses.get("P2SH-P2WPKH");
    String witness = addresses.get("P2WPKH");
    // A deposit, and a spend to outside.
    Outpoint deposit = pay(witness, "0.75");
    spend(funded.get("P2PKH"), miner);
    mine(1, miner);
    // Within one block: spent, created, spent again and created again.
    Outpoint once = spend(funded.get("P2SH-P2WPKH"), nested);
    spend(once, nested);
    mine(1, miner);
    // Created after the pin and spent after it, on and on through three accounts.
    Outpoint second = spend(deposit, key);
    mine(1, addresses.get("coinbase"));
    spend(second, witness);
    spend(funded.get("P2SH"), addresses.get("P2WSH"));
    mine(1, miner);
    spend(funded.get("P2WSH"), addresses.get("P2SH"));
    pay(addresses.get("P2TR"), "0.125");
    mine(1, miner);
    // In no block yet: counts for nothing.
    pay(witness, "3");
    spend(funded.get("P2WPKH"), miner);
  }

  String mine(int blocks, String address) {
    return rpc.call("generatetoaddress", blocks, address).path(blocks - 1).stringValue();
  }

  private Outpoint pay(String address, String coins) {
    String id = rpc.text("sendtoaddress", address, new BigDecimal(coins));
    JsonNode outputs = rpc.call("getrawtransaction", id, true).path("vout");
    for (JsonNode output : outputs) {
      String to = output.path("scriptPubKey").path("addresses").path(0).stringValue();
      if (to.equals(address)) {
        long index = output.path("n").longValue();
        // Else the wallet pays with it.
        rpc.call("lockunspent", false, List.of(Map.of("txid", id, "vout", index)));
        return outpoint(id, index);
      }
    }
    throw new AssertionError("no output to " + address);
  }

  /** All of an output but the fee, to one address. */
  private Outpoint spend(Outpoint from, String to) {
    JsonNode output =
        rpc.call("gettxout", from.transaction().toString(), from.index(), true).path("value");
    Map<String, Object> input = Map.of("txid", from.transaction().toString(), "vout", from.index());
    Map<String, Object> payment = Map.of(to, output.decimalValue().subtract(FEE));
    String raw = rpc.text("createrawtransaction", List.of(input), List.of(payment));
    JsonNode signed = rpc.call("signrawtransactionwithwallet", raw);
    return outpoint(rpc.text("sendrawtransaction", signed.path("hex").stringValue()), 0);
  }

  private static Outpoint outpoint(String id, long index) {
    try {
      return Outpoint.parse(id + ":" + index);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  List<AccountRef> accounts() {
    return addresses.values().stream().map(address -> new AccountRef(CHAIN.id(), address)).toList();
  }

  Set<Octets> scripts() {
    return accounts().stream().map(a -> a.decoded().bytes()).collect(Collectors.toSet());
  }

  /**
   * The node's own word at the pin, {@code outpoint amount script}, ascending: rolled back to it.
   */
  List<String> rolledBack() {
    rpc.call("invalidateblock", firstAfter);
    try {
      List<String> raw = addresses.values().stream().map(a -> "addr(" + a + ")").toList();
      JsonNode scan = rpc.call("scantxoutset", "start", raw);
      if (!scan.path("bestblock").stringValue().equals(pin.block().ref().hashText())) {
        throw new AssertionError("rolled back to another block");
      }
      List<String> outputs = new ArrayList<>();
      for (JsonNode output : scan.path("unspents")) {
        outputs.add(
            output.path("txid").stringValue()
                + (":" + output.path("vout"))
                + (" " + output.path("amount").decimalValue().movePointRight(8).toBigIntegerExact())
                + (" " + output.path("scriptPubKey").stringValue()));
      }
      return outputs.stream().sorted().toList();
    } finally {
      rpc.call("reconsiderblock", firstAfter);
    }
  }

  /** Another chain of so many blocks from before the pin. It ends with the thing that is closed. */
  AutoCloseable reorganised(int blocks) {
    String pinned = pin.block().ref().hashText();
    rpc.call("invalidateblock", pinned);
    mine(blocks, miner);
    String first = rpc.text("getblockhash", pin.block().number());
    return () -> {
      rpc.call("invalidateblock", first);
      rpc.call("reconsiderblock", pinned);
    };
  }
}
