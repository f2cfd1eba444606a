package dev.solvent.attest.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSamples;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Challenges of one issuer, and proofs by keys that anybody may know. */
final class OwnershipSamples {
  static final BigInteger KEY = BigInteger.valueOf(4242);
  static final Hash ROOT = Digests.sha256(new byte[] {1});
  static final BlockRef BLOCK = new BlockRef(ChainId.evm(1), Digests.sha256(new byte[] {2}));
  static final String EXPIRES = "2026-12-31T00:00:00Z";
  static final String BLOCK_TIME = "2026-08-01T00:00:00Z";
  static final String NOW = "2026-09-02T00:00:00Z";

  private OwnershipSamples() {}

  static Timestamp time(String text) throws MalformedException {
    return Timestamp.parse(text);
  }

  static EvmAddress signer(BigInteger key) throws MalformedException {
    Hash any = Digests.sha256(new byte[0]);
    return EvmSignature.parse(hex(Signing.recoverable(key, any))).signer(any).orElseThrow();
  }

  static String hex(byte[] signature) {
    return "0x" + Octets.of(signature);
  }

  static OwnershipChallenge challenge(AccountRef account) throws MalformedException {
    return new OwnershipChallenge(
        new Issuer("exchange.example"),
        "exchange.example/log",
        account,
        new CheckpointRef(6, ROOT),
        BLOCK,
        time(EXPIRES));
  }

  static AccountRef evmAccount() throws MalformedException {
    return AccountRef.of(ChainId.evm(1), signer(KEY));
  }

  static Expectation expectation(AccountRef account) throws MalformedException {
    return expectation(account, Map.of());
  }

  static Expectation expectation(AccountRef account, Map<BlockRef, Timestamp> more)
      throws MalformedException {
    Map<BlockRef, Timestamp> blocks = new HashMap<>(more);
    blocks.put(BLOCK, time(BLOCK_TIME));
    return new Expectation(
        new Issuer("exchange.example"),
        "exchange.example/log",
        account,
        Set.of(new CheckpointRef(6, ROOT)),
        blocks,
        time(NOW),
        Duration.ofDays(40),
        EvmSamples.safeRule());
  }

  static String personal(BigInteger key, OwnershipChallenge challenge) {
    return hex(Signing.recoverable(key, PersonalMessage.hash(challenge.text())));
  }

  static OwnershipProof eip191() throws MalformedException {
    OwnershipChallenge challenge = challenge(evmAccount());
    return proof(challenge, OwnershipMethod.EIP191, personal(KEY, challenge));
  }

  static OwnershipProof proof(
      OwnershipChallenge challenge, OwnershipMethod method, String signature) {
    return new OwnershipProof(challenge, method, List.of(signature), Optional.empty());
  }

  static AccountRef safeAccount() {
    return AccountRef.of(
        EvmSamples.CHAIN, new EvmAddress(Octets.of(HexFormat.of().parseHex("5a".repeat(20)))));
  }

  static OwnershipProof safe(SafeProof proof, BigInteger... keys) throws MalformedException {
    OwnershipChallenge challenge = challenge(safeAccount());
    List<String> signatures = Arrays.stream(keys).map(key -> personal(key, challenge)).toList();
    return new OwnershipProof(challenge, OwnershipMethod.SAFE, signatures, Optional.of(proof));
  }
}
