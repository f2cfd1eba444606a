package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the inputs of a block's transactions spend: as the block says, or as the spent transactions
 * say, which the node must have an index of. One thread.
 */
final class SpentOutputs {
  /**
   * Transactions in memory at a time: the longest that nodes relay come to some 3 MB of JSON each.
   */
  private static final int AT_ONCE = 20;

  private final CoreNode core;
  private final OutputReader outputs;
  private final Map<Outpoint, Output> ours = new HashMap<>();

  /** Those that the block does not say, by transaction. */
  private final Map<Hash, List<Outpoint>> unsaid = new LinkedHashMap<>();

  private SpentOutputs(CoreNode core, OutputReader outputs) {
    this.core = core;
    this.outputs = outputs;
  }

  static SpentOutputs of(CoreNode core, OutputReader outputs, JsonNode transactions)
      throws NodeException, MalformedException, Stop {
    SpentOutputs spent = new SpentOutputs(core, outputs);
    for (JsonNode transaction : transactions) {
      for (JsonNode input : inputs(transaction)) {
        spent.take(OutputReader.outpoint(input), input.path("prevout"));
      }
    }
    spent.askForUnsaid();
    return spent;
  }

  /** All but the one that creates coins. */
  private static List<JsonNode> inputs(JsonNode transaction) throws MalformedException {
    List<JsonNode> inputs = new ArrayList<>();
    for (JsonNode input : NodeJson.array(transaction, "vin")) {
      if (!input.path("coinbase").isString()) {
        inputs.add(input);
      }
    }
    return inputs;
  }

  private void take(Outpoint outpoint, JsonNode said) throws MalformedException {
    if (said.isObject()) {
      outputs.read(outpoint, said).ifPresent(output -> ours.put(outpoint, output));
    } else {
      unsaid.computeIfAbsent(outpoint.transaction(), id -> new ArrayList<>()).add(outpoint);
    }
  }

  private void askForUnsaid() throws NodeException, MalformedException, Stop {
    List<Hash> ids = List.copyOf(unsaid.keySet());
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Hash> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      List<RpcAnswer> answers = core.node().ask(some.stream().map(SpentOutputs::call).toList());
      for (int i = 0; i < some.size(); i++) {
        takeFrom(some.get(i), answers.get(i));
      }
    }
  }

  private static RpcCall call(Hash id) {
    return RpcCall.of("getrawtransaction", id.toString(), true);
  }

  private void takeFrom(Hash id, RpcAnswer answer) throws MalformedException, Stop {
    JsonNode transaction =
        switch (answer) {
          case RpcAnswer.Result(JsonNode value) -> value;
          case RpcAnswer.Failed failed ->
              throw Stop.unable(
                  Lack.TRANSACTIONS,
                  "node "
                      + core.node().name()
                      + (" does not say what transaction " + id + " paid to: " + failed.error())
                      + ", want Bitcoin Core 23 or later, or a node with -txindex=1");
        };
    if (!NodeJson.hash(transaction, "txid").equals(id)) {
      throw new MalformedException("another transaction, want " + id);
    }
    for (Outpoint outpoint : unsaid.getOrDefault(id, List.of())) {
      take(outpoint, output(transaction, outpoint));
    }
  }

  private static JsonNode output(JsonNode transaction, Outpoint outpoint)
      throws MalformedException {
    for (JsonNode output : NodeJson.array(transaction, "vout")) {
      if (OutputReader.outpoint(outpoint.transaction(), output, "n").equals(outpoint)) {
        return output;
      }
    }
    throw new MalformedException(outpoint + " spent, want an output that its transaction has");
  }

  /** Those of ours that this transaction of the block spends. */
  List<Output> by(JsonNode transaction) throws MalformedException {
    List<Output> spent = new ArrayList<>();
    for (JsonNode input : inputs(transaction)) {
      Output output = ours.get(OutputReader.outpoint(input));
      if (output != null) {
        spent.add(output);
      }
    }
    return List.copyOf(spent);
  }
}
