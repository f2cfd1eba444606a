package dev.solvent.attest.liabilities;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.CustomerKey;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * What a customer's link carries behind its {@code #}, where no browser sends it: the account id
 * and the key that opens every epoch. Normative text: {@code docs/spec/account-link.md}.
 *
 * <p>Not a record and without {@code toString}: whoever sees it sees every balance of the customer.
 */
public final class AccountLink {
  private static final String VERSION = "v1";
  private static final String FORM = "v1.<account id>.<customer key>, both in base64url";
  private static final int MAX_LENGTH = 1_000;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final AccountId accountId;
  private final CustomerKey customerKey;

  public AccountLink(AccountId accountId, CustomerKey customerKey) {
    this.accountId = accountId;
    this.customerKey = customerKey;
  }

  /** Reads a whole link, or what stands behind its {@code #}. No message repeats any of it. */
  public static AccountLink parse(String link) throws MalformedException {
    String fragment = link.substring(link.indexOf('#') + 1);
    String[] parts = fragment.split("\\.", -1);
    if (fragment.length() > MAX_LENGTH || parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new MalformedException("account link of another form, want #" + FORM);
    }
    String id = new String(decode(parts[1]), StandardCharsets.UTF_8);
    byte[] key = decode(parts[2]);
    if (key.length != Secret.BYTES) {
      throw new MalformedException("account link whose key is not whole, want 32 bytes");
    }
    AccountLink read;
    try {
      read = new AccountLink(AccountId.parse(id), new CustomerKey(key));
    } catch (MalformedException e) {
      throw new MalformedException("account link whose account id is none, want " + FORM);
    }
    if (!read.exposeFragment().equals(fragment)) {
      throw new MalformedException("account link in another spelling, want #" + FORM);
    }
    return read;
  }

  private static byte[] decode(String text) throws MalformedException {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("account link that is damaged, want #" + FORM);
    }
  }

  public AccountId accountId() {
    return accountId;
  }

  public CustomerKey customerKey() {
    return customerKey;
  }

  /** What stands behind the {@code #}; the secret is in it. */
  public String exposeFragment() {
    byte[] id = accountId.text().getBytes(StandardCharsets.UTF_8);
    return VERSION
        + "."
        + ENCODER.encodeToString(id)
        + "."
        + ENCODER.encodeToString(customerKey.exposeBytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountLink that
        && accountId.equals(that.accountId)
        && customerKey.equals(that.customerKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(accountId, customerKey);
  }
}
