package dev.solvent.attest.bitcoin;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * The file that lists one account's outputs at a block of a Bitcoin-like chain. Normative text:
 * {@code docs/spec/evidence-bitcoin.md}.
 *
 * <p>It proves nothing by itself: that an output existed and was unspent is what observers, or the
 * reader's own nodes, can say of each. Without them the holding is claimed.
 */
public record UtxoEvidence(
    AccountRef account, BlockRef block, long height, Timestamp time, List<Output> outputs) {
  public static final String FORMAT = "solvent/utxo-evidence/v1";
  public static final int MAX_OUTPUTS = 100_000;

  public static final JsonLimits LIMITS = new JsonLimits(32 << 20, 8, 4 * MAX_OUTPUTS + 100);

  /** An unspent output: where it is, what it pays to, and how much. */
  public record Output(Outpoint outpoint, Octets script, Amount amount) {
    private static Output read(Fields in) throws MalformedException {
      return new Output(
          in.text("outpoint", Outpoint::parse),
          in.text("script", Octets::parseHex),
          in.text("amount", Amount::parse));
    }

    private JsonObject toJson() {
      return new ObjectBuilder()
          .put("amount", amount.toString())
          .put("outpoint", outpoint.toString())
          .put("script", script.toString())
          .build();
    }
  }

  public UtxoEvidence {
    if (account.chain().isEvm() || !account.chain().equals(block.chain())) {
      throw new IllegalArgumentException(
          "account on "
              + account.chain()
              + (", block of " + block.chain() + ", want one chain like Bitcoin"));
    }
    if (height < 0 || height > JsonInteger.MAX) {
      throw new IllegalArgumentException("height " + height + ", want 0 to 2^53 - 1");
    }
    outputs = List.copyOf(outputs);
    requireForm(account, outputs);
    total(outputs);
  }

  private static void requireForm(AccountRef account, List<Output> outputs) {
    if (outputs.size() > MAX_OUTPUTS) {
      throw new IllegalArgumentException(outputs.size() + " outputs, want at most " + MAX_OUTPUTS);
    }
    Octets script = account.decoded().bytes();
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      if (!output.script().equals(script)) {
        throw new IllegalArgumentException(
            output.outpoint() + ": another script, want the account's");
      }
      if (i > 0 && outputs.get(i - 1).outpoint().compareTo(output.outpoint()) >= 0) {
        throw new IllegalArgumentException(
            output.outpoint() + " out of order or twice, want ascending outpoints");
      }
    }
  }

  private static Amount total(List<Output> outputs) {
    Amount total = Amount.ZERO;
    for (Output output : outputs) {
      if (total.overflowsWith(output.amount())) {
        throw new IllegalArgumentException("outputs of 2^128 or more, want less");
      }
      total = total.plus(output.amount());
    }
    return total;
  }

  /** What the outputs come to. */
  public Amount units() {
    return total(outputs);
  }

  public static UtxoEvidence parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, UtxoEvidence::read);
  }

  private static UtxoEvidence read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    AccountRef account = in.text("account", AccountRef::parse);
    Block block = in.object("block", fields -> Block.read(account.chain(), fields));
    List<Output> outputs = in.list("outputs", 0, MAX_OUTPUTS, Output::read);
    return in.build(
        () -> new UtxoEvidence(account, block.ref(), block.height(), block.time(), outputs));
  }

  private record Block(BlockRef ref, long height, Timestamp time) {
    static Block read(ChainId chain, Fields in) throws MalformedException {
      return new Block(
          in.text("hash", text -> BlockRef.parse(chain, text)),
          in.integer("height", 0, JsonInteger.MAX),
          in.text("time", Timestamp::parse));
    }
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    JsonObject blockJson =
        new ObjectBuilder()
            .put("hash", block.hashText())
            .put("height", height)
            .put("time", time.toString())
            .build();
    return CanonicalJson.print(
        new ObjectBuilder()
            .put("account", account.toString())
            .put("block", blockJson)
            .put("format", FORMAT)
            .put("outputs", outputs, Output::toJson)
            .build(),
        LIMITS);
  }
}
