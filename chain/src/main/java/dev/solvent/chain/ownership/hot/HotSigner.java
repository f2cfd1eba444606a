package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinAddress.Kind;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.evm.SafeOwners;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.ownership.OwnershipTypedData;
import dev.solvent.chain.ownership.SignatureForm;
import dev.solvent.chain.ownership.SignaturesAlone;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Signs challenges by keys that stand in a file, for tests. A key that is not the account's signs
 * nothing. Accounts of several keys (a script, a Safe) are not signed for as a whole. Any thread.
 */
public final class HotSigner {
  private final List<HotKey> keys;

  public HotSigner(HotKeys keys) {
    this.keys = keys.keys();
  }

  /** By the method that wallets use for such an account. */
  public SigningOutcome sign(OwnershipChallenge challenge) {
    return sign(challenge, usual(challenge.account()));
  }

  public SigningOutcome sign(OwnershipChallenge challenge, OwnershipMethod method) {
    AccountRef account = challenge.account();
    if (!isMethodOf(method, account)) {
      return new SigningOutcome.Refused(
          "method " + method.text() + " for " + account + ", want one by which one key signs it");
    }
    return keys.stream()
        .filter(key -> addressOf(key, account).equals(identity(account)))
        .findFirst()
        .<SigningOutcome>map(key -> signed(challenge, method, key))
        .orElseGet(() ->
            new SigningOutcome.Refused(
                "none of " + keys.size() + " keys is that of " + account + ", want it"));
  }

  /** The signatures that those of a Safe's owners give who have a key here, each over the text. */
  public List<String> signAsOwners(OwnershipChallenge challenge, SafeOwners safe) {
    return keys.stream()
        .filter(key -> safe.owners().contains(key.evmAddress()))
        .map(key -> key.sign(PersonalMessage.hash(challenge.text())).evm())
        .toList();
  }

  private static SigningOutcome signed(
      OwnershipChallenge challenge, OwnershipMethod method, HotKey key) {
    OwnershipProof proof =
        new OwnershipProof(
            challenge, method, List.of(signature(challenge, method, key)), Optional.empty());
    if (SignaturesAlone.check(proof) instanceof OwnershipOutcome.Refused(var reason, var detail)) {
      throw new IllegalStateException("a signature made here and refused: " + detail);
    }
    return new SigningOutcome.Signed(proof);
  }

  private static String signature(
      OwnershipChallenge challenge, OwnershipMethod method, HotKey key) {
    String text = challenge.text();
    return switch (method) {
      case EIP191 -> key.sign(PersonalMessage.hash(text)).evm();
      case EIP712 -> key.sign(OwnershipTypedData.hash(challenge)).evm();
      case SAFE -> throw new IllegalArgumentException("a Safe is signed for by its owners");
      case BIP137 -> {
        BitcoinAddress address = bitcoin(challenge.account());
        byte[] message =
            new Transaction()
                .sized(address.chain().messageMagic().getBytes(StandardCharsets.UTF_8))
                .sized(text.getBytes(StandardCharsets.UTF_8))
                .toBytes();
        int header = SignatureForm.header(address.kind()).orElseThrow();
        yield key.sign(BitcoinHashes.twice(message)).message(header);
      }
      case BIP322 -> new SimpleMessage(bitcoin(challenge.account()), text).signedBy(key);
    };
  }

  private static OwnershipMethod usual(AccountRef account) {
    if (account.chain().isEvm()) {
      return OwnershipMethod.EIP191;
    }
    return switch (bitcoin(account).kind()) {
      case P2PKH, P2SH -> OwnershipMethod.BIP137;
      case P2WPKH, P2WSH, P2TR -> OwnershipMethod.BIP322;
    };
  }

  private static boolean isMethodOf(OwnershipMethod method, AccountRef account) {
    boolean evm = account.chain().isEvm();
    return switch (method) {
      case EIP191, EIP712 -> evm;
      case SAFE -> false;
      case BIP137 -> !evm && SignatureForm.header(bitcoin(account).kind()).isPresent();
      case BIP322 -> !evm && isSimple(bitcoin(account).kind());
    };
  }

  private static boolean isSimple(Kind kind) {
    return kind == Kind.P2WPKH || kind == Kind.P2TR;
  }

  /** What an account commits to. */
  private static Octets identity(AccountRef account) {
    try {
      return account.chain().isEvm()
          ? account.evmAddress().bytes()
          : account.bitcoinAddress().program();
    } catch (MalformedException e) {
      throw new AssertionError("an account is decoded when it is built", e);
    }
  }

  /** What an account of this kind would commit to if the key were its own. */
  private static Octets addressOf(HotKey key, AccountRef account) {
    if (account.chain().isEvm()) {
      return key.evmAddress().bytes();
    }
    byte[] publicKey = key.publicKey();
    return switch (bitcoin(account).kind()) {
      case P2PKH, P2WPKH -> BitcoinHashes.hash160(publicKey);
      case P2SH -> BitcoinHashes.hash160(BitcoinHashes.witnessScript(publicKey));
      case P2TR -> Octets.of(key.taproot().xOnly());
      case P2WSH -> Octets.EMPTY;
    };
  }

  private static BitcoinAddress bitcoin(AccountRef account) {
    try {
      return account.bitcoinAddress();
    } catch (MalformedException e) {
      throw new AssertionError("an account is decoded when it is built", e);
    }
  }
}
