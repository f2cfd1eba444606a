package dev.solvent.server.demo.chain;

import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.PatriciaProof;
import dev.solvent.attest.evm.Rlp;
import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A block's header with the fields that Prague has, and the block as nodes print it. */
record DemoHeader(BlockHeader header, List<Field> fields) {
  /** Whoever looks at a block sees what chain it is of. */
  private static final String EXTRA = "solvent demo chain";

  private static final long GAS_LIMIT = 30_000_000;

  /** It stays as low as it can where blocks are empty. */
  private static final long BASE_FEE = 7;

  /** A header's field under the name that nodes print it by. */
  record Field(String name, Rlp rlp, String text) {
    static Field data(String name, byte[] bytes) {
      return new Field(name, Rlp.of(bytes), "0x" + Octets.of(bytes));
    }

    static Field data(String name, Hash hash) {
      return data(name, hash.toBytes());
    }

    static Field number(String name, long number) {
      return new Field(name, Rlp.of(BigInteger.valueOf(number)), Uint.quantity(number));
    }
  }

  DemoHeader {
    fields = List.copyOf(fields);
  }

  static DemoHeader of(Hash parent, Hash stateRoot, long number, long seconds) {
    Hash empty = PatriciaProof.EMPTY_ROOT;
    List<Field> fields =
        List.of(
            Field.data("parentHash", parent),
            Field.data("sha3Uncles", Keccak256.hash(Rlp.list().toBytes())),
            Field.data("miner", new byte[20]),
            Field.data("stateRoot", stateRoot),
            Field.data("transactionsRoot", empty),
            Field.data("receiptsRoot", empty),
            Field.data("logsBloom", new byte[256]),
            Field.number("difficulty", 0),
            Field.number("number", number),
            Field.number("gasLimit", GAS_LIMIT),
            Field.number("gasUsed", 0),
            Field.number("timestamp", seconds),
            Field.data("extraData", EXTRA.getBytes(StandardCharsets.US_ASCII)),
            Field.data("mixHash", new byte[32]),
            Field.data("nonce", new byte[8]),
            Field.number("baseFeePerGas", BASE_FEE),
            Field.data("withdrawalsRoot", empty),
            Field.number("blobGasUsed", 0),
            Field.number("excessBlobGas", 0),
            Field.data("parentBeaconBlockRoot", new byte[32]),
            Field.data("requestsHash", Digests.sha256(new byte[0])));
    try {
      byte[] rlp = new RlpList(fields.stream().map(Field::rlp).toList()).toBytes();
      return new DemoHeader(BlockHeader.parse(rlp), fields);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  long number() {
    return header.number();
  }

  Hash hash() {
    return header.hash();
  }

  JsonObject json() {
    ObjectBuilder json = new ObjectBuilder().put("hash", "0x" + hash());
    fields.forEach(field -> json.put(field.name(), field.text()));
    JsonArray none = new JsonArray(List.of());
    return json.put("transactions", none).put("uncles", none).put("withdrawals", none).build();
  }
}
