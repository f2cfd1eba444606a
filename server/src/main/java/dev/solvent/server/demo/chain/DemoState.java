package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Rlp;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What all accounts hold. Values never change; the trie is built when it is first asked for. Any
 * thread.
 */
public final class DemoState {
  public static final DemoState EMPTY = new DemoState(new TreeMap<>(), Map.of());

  private static final BigInteger CONTRACTS_FIRST_NONCE = BigInteger.ONE;

  private final SortedMap<EvmAddress, Account> accounts;
  private final Map<EvmAddress, DemoToken> tokens;

  /** Guarded by this. */
  private @Nullable PatriciaTrie trie;

  private DemoState(SortedMap<EvmAddress, Account> accounts, Map<EvmAddress, DemoToken> tokens) {
    this.accounts = Collections.unmodifiableSortedMap(accounts);
    this.tokens = Map.copyOf(tokens);
  }

  /** An account holds so much of the chain's coin, whatever it held before. */
  public DemoState with(EvmAddress address, BigInteger wei) {
    return changed(address, account -> account.withWei(wei));
  }

  public DemoState withNonce(EvmAddress address, long nonce) {
    return changed(address, account -> account.withNonce(BigInteger.valueOf(nonce)));
  }

  /** There is such a token; nobody holds any of it yet. */
  public DemoState with(DemoToken token) {
    if (account(token.address()).code().length() > 0) {
      throw new IllegalArgumentException(
          "a token at " + token.address() + ", want an address without a contract");
    }
    DemoState deployed =
        changed(
            token.address(),
            account -> account.withCode(token.code()).withNonce(CONTRACTS_FIRST_NONCE));
    Map<EvmAddress, DemoToken> more = new HashMap<>(tokens);
    more.put(token.address(), token);
    return new DemoState(deployed.accounts, more);
  }

  /** An account holds so many units of that token, whatever it held before. */
  public DemoState with(DemoToken token, EvmAddress holder, BigInteger units) {
    if (!token.equals(tokens.get(token.address()))) {
      throw new IllegalArgumentException("no token " + token + ", want it put there first");
    }
    Hash slot = DemoToken.slot(holder);
    return changed(
        token.address(),
        account -> {
          BigInteger supply = account.storage().word(TokenCode.SUPPLY);
          BigInteger before = account.storage().word(slot);
          return account
              .with(slot, units)
              .with(TokenCode.SUPPLY, supply.subtract(before).add(units));
        });
  }

  private DemoState changed(EvmAddress address, UnaryOperator<Account> change) {
    SortedMap<EvmAddress, Account> all = new TreeMap<>(accounts);
    Account after = change.apply(account(address));
    if (after.isEmpty()) {
      all.remove(address);
    } else {
      all.put(address, after);
    }
    return new DemoState(all, tokens);
  }

  Account account(EvmAddress address) {
    return accounts.getOrDefault(address, Account.NONE);
  }

  Optional<DemoToken> token(EvmAddress address) {
    return Optional.ofNullable(tokens.get(address));
  }

  static String path(EvmAddress address) {
    return PatriciaTrie.path(address.bytes().toBytes());
  }

  synchronized PatriciaTrie trie() {
    PatriciaTrie built = trie;
    if (built == null) {
      TreeMap<String, Rlp> values = new TreeMap<>();
      accounts.forEach((address, account) -> values.put(path(address), account.rlp()));
      built = PatriciaTrie.of(values);
      trie = built;
    }
    return built;
  }
}
