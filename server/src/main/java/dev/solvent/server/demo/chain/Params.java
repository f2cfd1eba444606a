package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a call asks about, read as nodes read it: hex in either case, blocks by EIP-1898. */
record Params(JsonNode json, DemoChain chain) {
  private static final int MAX_SLOTS = 128;
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern WORD = Pattern.compile("0x[0-9a-fA-F]{1,64}");
  private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");
  private static final Pattern NUMBER = Pattern.compile("0x(0|[1-9a-fA-F][0-9a-fA-F]{0,14})");
  private static final Pattern DATA = Pattern.compile("0x([0-9a-fA-F]{2})*");

  private static RpcFault bad(String message) {
    return new RpcFault(RpcFault.BAD_PARAMS, message);
  }

  /** A text of that form, without its 0x. */
  private static String hex(JsonNode value, Pattern form, String wanted) throws RpcFault {
    if (!value.isString() || !form.matcher(value.stringValue()).matches()) {
      throw bad("a parameter of another form, want " + wanted);
    }
    return value.stringValue().substring(2);
  }

  private static Octets octets(String hex) {
    return Octets.of(HexFormat.of().parseHex(hex));
  }

  EvmAddress address(int at) throws RpcFault {
    return address(json.path(at));
  }

  private static EvmAddress address(JsonNode value) throws RpcFault {
    return new EvmAddress(octets(hex(value, ADDRESS, "an address of 20 bytes")));
  }

  Hash hash(int at) throws RpcFault {
    return hash(json.path(at));
  }

  private static Hash hash(JsonNode value) throws RpcFault {
    return Hash.of(octets(hex(value, HASH, "a hash of 32 bytes")).toBytes());
  }

  Hash slot(int at) throws RpcFault {
    return slot(json.path(at));
  }

  private static Hash slot(JsonNode value) throws RpcFault {
    return StorageSlots.of(new BigInteger(hex(value, WORD, "a slot of up to 32 bytes"), 16));
  }

  List<Hash> slots(int at) throws RpcFault {
    JsonNode array = json.path(at);
    if (!array.isArray() || array.size() > MAX_SLOTS) {
      throw bad("slots of another form, want an array of at most " + MAX_SLOTS);
    }
    List<Hash> slots = new ArrayList<>();
    for (JsonNode slot : array) {
      slots.add(slot(slot));
    }
    return slots;
  }

  /** The contract of a transaction object. */
  EvmAddress to(int at) throws RpcFault {
    return address(json.path(at).path("to"));
  }

  /** The data of a transaction object, under its newer or its older name. */
  Octets data(int at) throws RpcFault {
    JsonNode call = json.path(at);
    JsonNode data = call.path(call.has("input") ? "input" : "data");
    return data.isMissingNode() ? Octets.EMPTY : octets(hex(data, DATA, "data in bytes"));
  }

  /** By a number or a tag; empty where there is none yet. */
  Optional<DemoHeader> header(int at) throws RpcFault {
    return header(json.path(at));
  }

  private Optional<DemoHeader> header(JsonNode value) throws RpcFault {
    return switch (value.asString("")) {
      case "latest" -> Optional.of(chain.newest());
      case "finalized", "safe" -> Optional.of(chain.newestFinal());
      case "earliest" -> chain.header(0);
      default -> chain.header(Long.parseLong(hex(value, NUMBER, "a block's number or tag"), 16));
    };
  }

  /** The state at the block that is named, at the newest where none is. */
  DemoState state(int at) throws RpcFault {
    JsonNode value = json.path(at);
    Optional<DemoHeader> header;
    if (value.isMissingNode() || value.isNull()) {
      header = Optional.of(chain.newest());
    } else if (value.has("blockHash")) {
      header = chain.header(hash(value.path("blockHash")));
    } else if (value.has("blockNumber")) {
      header = header(value.path("blockNumber"));
    } else {
      header = header(value);
    }
    DemoHeader found =
        header.orElseThrow(() -> new RpcFault(RpcFault.NO_BLOCK, "no such block, want one"));
    return chain
        .state(found)
        .orElseThrow(() ->
            new RpcFault(
                RpcFault.NO_BLOCK,
                "the state of block "
                    + found.number()
                    + (" is gone, want one of the newest " + DemoChain.STATES)));
  }
}
