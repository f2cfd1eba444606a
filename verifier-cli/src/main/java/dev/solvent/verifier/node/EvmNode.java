package dev.solvent.verifier.node;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.node.RpcAnswer.Refusal;
import dev.solvent.verifier.node.RpcAnswer.Result;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node of an EVM chain. */
final class EvmNode implements ChainNode {
  private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,63})");
  private static final Pattern WORD = Pattern.compile("0x[0-9a-f]{64}");

  /** The first four bytes of Keccak-256 of balanceOf(address), and the padding of the address. */
  private static final String BALANCE_OF = "0x70a08231" + "0".repeat(24);

  private final JsonRpc rpc;
  private final ChainId chain;

  private EvmNode(JsonRpc rpc, ChainId chain) {
    this.rpc = rpc;
    this.chain = chain;
  }

  /** Empty where the node does not know what an EVM chain is. */
  static Optional<ChainNode> recognise(JsonRpc rpc) throws NodeFault {
    return switch (rpc.ask("eth_chainId")) {
      case Refusal other -> Optional.empty();
      case Result(NodeValue value) -> {
        BigInteger id = quantity(rpc, value);
        if (id.signum() == 0 || id.bitLength() > 63) {
          throw rpc.fault("chain id " + id + ", want 1 to 2^63 - 1");
        }
        yield Optional.of(new EvmNode(rpc, ChainId.evm(id.longValueExact())));
      }
    };
  }

  @Override
  public String name() {
    return rpc.name();
  }

  @Override
  public ChainId chain() {
    return chain;
  }

  @Override
  public Optional<PinnedBlock> blockAt(long number) throws NodeFault {
    return switch (rpc.ask("eth_getBlockByNumber", hex(number), false)) {
      case Refusal refusal -> throw rpc.fault("block " + number + ": " + refusal);
      case Result(NodeValue block) when block.isNull() -> Optional.empty();
      case Result(NodeValue block) -> {
        PinnedBlock read = block(block);
        if (read.block().number() != number) {
          throw rpc.fault("block " + read.block().number() + ", asked for " + number);
        }
        yield Optional.of(read);
      }
    };
  }

  @Override
  public Optional<Long> numberOf(BlockRef block) throws NodeFault {
    return switch (rpc.ask("eth_getBlockByHash", block.hashText(), false)) {
      case Refusal refusal -> throw rpc.fault(block + ": " + refusal);
      case Result(NodeValue found) when found.isNull() -> Optional.empty();
      case Result(NodeValue found) -> Optional.of(block(found).block().number());
    };
  }

  private PinnedBlock block(NodeValue block) throws NodeFault {
    BigInteger number = quantity(rpc, block.field("number"));
    BigInteger time = quantity(rpc, block.field("timestamp"));
    try {
      BlockRef ref = BlockRef.parse(chain, block.field("hash").text());
      return new PinnedBlock(
          new NumberedBlock(ref, number.longValueExact()),
          new Timestamp(Instant.ofEpochSecond(time.longValueExact())));
    } catch (MalformedException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw rpc.fault("a block that is none: " + e.getMessage());
    }
  }

  /**
   * By the block's hash where the node can (EIP-1898), so that no other block slips in; else by its
   * number, and whoever asked looks at the number again afterwards.
   */
  @Override
  public Look look(Holding holding, PinnedBlock block, Optional<UtxoEvidence> outputs)
      throws NodeFault {
    Map<String, Object> byHash =
        Map.of("blockHash", block.block().ref().hashText(), "requireCanonical", true);
    RpcAnswer answer = ask(holding, byHash);
    if (answer instanceof Refusal) {
      answer = ask(holding, hex(block.block().number()));
    }
    return switch (answer) {
      case Refusal refusal -> new Look.Unknown("no state of that block: " + refusal);
      case Result(NodeValue value) -> units(holding, value);
    };
  }

  private RpcAnswer ask(Holding holding, Object block) throws NodeFault {
    EvmAddress owner = address(holding);
    Optional<EvmAddress> token = holding.asset().decoded().token();
    return token.isEmpty()
        ? rpc.ask("eth_getBalance", owner.toString(), block)
        : rpc.ask(
            "eth_call",
            Map.of("data", BALANCE_OF + owner.bytes(), "to", token.get().toString()),
            block);
  }

  private static EvmAddress address(Holding holding) {
    try {
      return holding.account().evmAddress();
    } catch (MalformedException e) {
      throw new IllegalArgumentException(holding + ", want a holding of this chain", e);
    }
  }

  private Look units(Holding holding, NodeValue value) throws NodeFault {
    boolean token = holding.asset().decoded().token().isPresent();
    if (token && value.text().equals("0x")) {
      return new Look.Unknown("no contract at the token's address");
    }
    if (token && !WORD.matcher(value.text()).matches()) {
      return new Look.Unknown("balanceOf answered no number");
    }
    BigInteger units = token ? new BigInteger(value.text().substring(2), 16) : quantity(rpc, value);
    try {
      return new Look.Units(Amount.parse(units.toString()));
    } catch (MalformedException e) {
      return new Look.Unknown("a balance that no amount can be");
    }
  }

  private static BigInteger quantity(JsonRpc rpc, NodeValue value) throws NodeFault {
    if (!QUANTITY.matcher(value.text()).matches()) {
      throw rpc.fault("a number in another form, want 0x and hex digits");
    }
    return new BigInteger(value.text().substring(2), 16);
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
