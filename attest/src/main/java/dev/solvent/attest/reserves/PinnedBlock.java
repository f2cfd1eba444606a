package dev.solvent.attest.reserves;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;

/** The block of a chain at which its holdings were read, and the time that it bears. */
public record PinnedBlock(NumberedBlock block, Timestamp time) {
  public static PinnedBlock read(Fields in) throws MalformedException {
    ChainId chain = in.text("chain", ChainId::parse);
    return in.object("block", block -> readBlock(chain, block));
  }

  private static PinnedBlock readBlock(ChainId chain, Fields in) throws MalformedException {
    NumberedBlock block = NumberedBlock.parse(chain, in.text("number"), in.text("hash"));
    return new PinnedBlock(block, in.text("time", Timestamp::parse));
  }

  public JsonObject toJson() {
    JsonObject json =
        new ObjectBuilder()
            .put("hash", block.ref().hashText())
            .put("number", block.numberText())
            .put("time", time.toString())
            .build();
    return new ObjectBuilder().put("block", json).put("chain", block.chain().toString()).build();
  }
}
