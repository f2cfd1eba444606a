package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint128;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;

/** What is sent to the contract: calls and creations as {@code 0x} and hex. */
final class FeedCalls {
  private static final String SUMMARY = "(uint64,uint64,bytes32,uint128[],uint128[])";
  private static final String PUBLISH = "publish(" + SUMMARY + ",(bytes32,bytes32,uint8)[])";

  /** R, S and V, in range or not: that is for the contract to say. */
  record Signature(BigInteger r, BigInteger s, int v) {
    static Signature of(EvmSignature signature) {
      return new Signature(signature.rs().r(), signature.rs().s(), 27 + signature.recoveryId());
    }
  }

  /** A summary as the contract takes it. */
  record Columns(
      long epoch, long asOf, Hash statement, List<Amount> reserves, List<Amount> liabilities) {
    static Columns of(Summary summary) {
      return new Columns(
          summary.epoch().number(),
          summary.asOf().instant().getEpochSecond(),
          summary.statement(),
          summary.figures().stream().map(Figures::reserves).toList(),
          summary.figures().stream().map(Figures::liabilities).toList());
    }
  }

  private FeedCalls() {}

  static String publish(SignedSummary signed) {
    return publish(
        Columns.of(signed.summary()), signed.signatures().stream().map(Signature::of).toList());
  }

  static String publish(Columns summary, List<Signature> signatures) {
    List<StaticStruct> structs =
        signatures.stream()
            .map(each -> new StaticStruct(word(each.r()), word(each.s()), new Uint8(each.v())))
            .toList();
    return FunctionEncoder.encode(
        selector(PUBLISH),
        List.of(struct(summary), new DynamicArray<>(StaticStruct.class, structs)));
  }

  static String hashOf(Columns summary) {
    return FunctionEncoder.encode(selector("hashOf(" + SUMMARY + ")"), List.of(struct(summary)));
  }

  private static DynamicStruct struct(Columns summary) {
    return new DynamicStruct(
        new Uint64(summary.epoch()),
        new Uint64(summary.asOf()),
        new Bytes32(summary.statement().toBytes()),
        amounts(summary.reserves()),
        amounts(summary.liabilities()));
  }

  private static DynamicArray<Uint128> amounts(List<Amount> amounts) {
    return new DynamicArray<>(
        Uint128.class, amounts.stream().map(amount -> new Uint128(amount.toBigInteger())).toList());
  }

  private static Bytes32 word(BigInteger number) {
    return new Bytes32(Words.padded(number, Hash.BYTES));
  }

  static String create(FeedTerms terms) {
    List<Address> signers =
        terms.signers().stream().map(signer -> new Address(signer.toString())).toList();
    List<DynamicStruct> assets = terms.assets().stream().map(FeedCalls::asset).toList();
    return creation(
        ContractCode.of("SolvencyFeed"),
        new Utf8String(terms.issuer().domain()),
        new DynamicArray<>(Address.class, signers),
        new Uint256(terms.threshold()),
        new DynamicArray<>(DynamicStruct.class, assets));
  }

  private static DynamicStruct asset(Asset asset) {
    return new DynamicStruct(new Utf8String(asset.ticker().text()), new Uint8(asset.decimals()));
  }

  /** For eth_call without a receiver: tries the call and returns how it ended. */
  static String probe(EvmAddress target, String call) {
    byte[] data = HexFormat.of().parseHex(call.substring(2));
    return creation(
        ContractCode.of("Probe"), new Address(target.toString()), new DynamicBytes(data));
  }

  @SuppressWarnings("rawtypes") // as web3j declares it
  static String creation(String code, Type... arguments) {
    return "0x" + code + FunctionEncoder.encodeConstructor(List.of(arguments));
  }

  /** {@code 0x} and the first four bytes of the hash of a function's signature. */
  static String selector(String signature) {
    Hash hash = Keccak256.hash(signature.getBytes(StandardCharsets.UTF_8));
    return "0x" + hash.toString().substring(0, 8);
  }
}
