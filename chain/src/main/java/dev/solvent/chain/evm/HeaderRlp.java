package dev.solvent.chain.evm;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import tools.jackson.databind.JsonNode;

/**
 * A header's RLP, put together from the JSON in which nodes show it. Whether all fields are there
 * and in their order shows when it is hashed.
 */
final class HeaderRlp {
  private enum Form {
    DATA,
    QUANTITY
  }

  private record Field(String name, Form form) {}

  private static final List<Field> ALWAYS =
      List.of(
          new Field("parentHash", Form.DATA),
          new Field("sha3Uncles", Form.DATA),
          new Field("miner", Form.DATA),
          new Field("stateRoot", Form.DATA),
          new Field("transactionsRoot", Form.DATA),
          new Field("receiptsRoot", Form.DATA),
          new Field("logsBloom", Form.DATA),
          new Field("difficulty", Form.QUANTITY),
          new Field("number", Form.QUANTITY),
          new Field("gasLimit", Form.QUANTITY),
          new Field("gasUsed", Form.QUANTITY),
          new Field("timestamp", Form.QUANTITY),
          new Field("extraData", Form.DATA),
          new Field("mixHash", Form.DATA),
          new Field("nonce", Form.DATA));

  /** What forks appended, in their order: a block has the first few of them. */
  private static final List<Field> BY_FORK =
      List.of(
          new Field("baseFeePerGas", Form.QUANTITY),
          new Field("withdrawalsRoot", Form.DATA),
          new Field("blobGasUsed", Form.QUANTITY),
          new Field("excessBlobGas", Form.QUANTITY),
          new Field("parentBeaconBlockRoot", Form.DATA),
          new Field("requestsHash", Form.DATA));

  private HeaderRlp() {}

  static Octets of(JsonNode block) throws MalformedException {
    List<RlpType> items = new ArrayList<>();
    for (Field field : ALWAYS) {
      items.add(item(block, field));
    }
    for (Field field : BY_FORK) {
      if (!block.hasNonNull(field.name())) {
        break;
      }
      items.add(item(block, field));
    }
    return Octets.of(RlpEncoder.encode(new RlpList(items)));
  }

  private static RlpType item(JsonNode block, Field field) throws MalformedException {
    JsonNode value = block.path(field.name());
    return switch (field.form()) {
      case DATA -> RlpString.create(Hexadecimal.data(value, field.name()).toBytes());
      case QUANTITY -> RlpString.create(Hexadecimal.quantity(value, field.name()));
    };
  }
}
