package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.chain.bitcoin.BlockChanges.Change;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a block did to the outputs of our scripts. The block has the transactions that its
 * header names; what is in them, and in those whose outputs they spend, is the node's word.
 */
record BlockReader(CoreNode core, OutputReader outputs) {
  /**
   * With transactions and what they spend; nodes from before 3 take it for 2, without the latter.
   */
  private static final int VERBOSITY = 3;

  BlockChanges read(RawHeader header, long number) throws NodeException, MalformedException, Stop {
    JsonNode block = core.result("getblock", header.hash().toString(), VERBOSITY);
    requireBlock(block, header, number);
    JsonNode transactions = NodeJson.array(block, "tx");
    SpentOutputs spent = SpentOutputs.of(core, outputs, transactions);
    List<Hash> ids = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (JsonNode transaction : transactions) {
      Hash id = NodeJson.hash(transaction, "txid");
      ids.add(id);
      changes.add(new Change(spent.by(transaction), created(id, transaction)));
    }
    if (ids.isEmpty() || !BlockHashes.merkleRoot(ids).equals(header.merkleRoot())) {
      throw new MalformedException(
          "block " + number + " with other transactions, want those that its header names");
    }
    return new BlockChanges(number, List.copyOf(changes));
  }

  private static void requireBlock(JsonNode block, RawHeader header, long number)
      throws MalformedException {
    Hash hash = NodeJson.hash(block, "hash");
    long height = NodeJson.integer(block.path("height"), "height", CoreNode.MAX_NUMBER);
    if (!hash.equals(header.hash()) || height != number) {
      throw new MalformedException(
          "block " + height + ", " + hash + (", want block " + number + ", " + header.hash()));
    }
  }

  private List<Output> created(Hash id, JsonNode transaction) throws MalformedException {
    List<Output> created = new ArrayList<>();
    for (JsonNode output : NodeJson.array(transaction, "vout")) {
      Outpoint outpoint = OutputReader.outpoint(id, output, "n");
      Optional<Output> ours = outputs.read(outpoint, output);
      ours.ifPresent(created::add);
    }
    return List.copyOf(created);
  }
}
