package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.chain.ownership.ImportOutcome;
import dev.solvent.chain.ownership.KeepOutcome;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.SignatureImport;
import dev.solvent.chain.ownership.hot.HotKeys;
import dev.solvent.chain.ownership.hot.HotSigner;
import dev.solvent.chain.ownership.hot.SigningOutcome;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;

/**
 * Keys of accounts that hold nothing real, in a file that {@code solvent reserves sign} reads, too.
 * Any thread.
 */
public final class DemoWallet {
  private final Path file;
  private final List<EvmAddress> addresses;
  private final HotSigner signer;

  private DemoWallet(Path file, List<EvmAddress> addresses, HotSigner signer) {
    this.file = file;
    this.addresses = List.copyOf(addresses);
    this.signer = signer;
  }

  /**
   * Makes keys, and the file, which must not be there yet and which its owner alone may read.
   *
   * @param random a {@link java.security.SecureRandom}, unless the same keys are wanted again
   */
  public static DemoWallet create(Path file, int keys, RandomGenerator random) throws IOException {
    StringBuilder lines = new StringBuilder();
    List<EvmAddress> addresses = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      BigInteger key = key(random);
      lines.append(Uint.hex(key)).append('\n');
      addresses.add(address(key));
    }
    Path made = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", ".new");
    try {
      Files.writeString(made, lines, StandardCharsets.US_ASCII);
      Files.move(made, file);
    } finally {
      Files.deleteIfExists(made);
    }
    return new DemoWallet(file, addresses, new HotSigner(HotKeys.read(file)));
  }

  private static BigInteger key(RandomGenerator random) {
    byte[] bytes = new byte[Hash.BYTES];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes)
        .mod(Secp256k1.ORDER.subtract(BigInteger.ONE))
        .add(BigInteger.ONE);
  }

  private static EvmAddress address(BigInteger key) {
    String hex = Keys.getAddress(ECKeyPair.create(key));
    return new EvmAddress(Octets.of(HexFormat.of().parseHex(hex)));
  }

  public Path file() {
    return file;
  }

  /** In the order of the keys. */
  public List<EvmAddress> addresses() {
    return addresses;
  }

  /** A challenge to one of these accounts, signed as a wallet prints it (EIP-191). */
  public String sign(OwnershipChallenge challenge) {
    return switch (signer.sign(challenge)) {
      case SigningOutcome.Signed(OwnershipProof proof) -> proof.signatures().getFirst();
      case SigningOutcome.Refused(String detail) -> throw new IllegalArgumentException(detail);
    };
  }

  /** Signs a challenge, takes the signature in as one made elsewhere, and keeps the proof. */
  public KeepOutcome own(OwnershipChallenge challenge, OwnershipTerms terms, OwnershipFolder folder)
      throws IOException {
    return switch (new SignatureImport(terms).read(challenge, sign(challenge))) {
      case ImportOutcome.Accepted(OwnershipProof proof, _) -> folder.keep(proof, terms);
      case ImportOutcome.Waiting _ -> throw new IllegalStateException("a Safe, want one key's");
      case ImportOutcome.Refused(String detail, _) ->
          throw new IllegalArgumentException("a signature that does not serve: " + detail);
    };
  }
}
