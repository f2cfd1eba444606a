package dev.solvent.server.handout;

import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.server.cli.UserError;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Writes {@code account,link}, a line an account. Thread-safe. */
final class LinkList implements Recipients.Task {
  private static final Pattern PAGE =
      Pattern.compile("(https://|http://(127\\.0\\.0\\.1|localhost)[:/])[!-~&&[^#\",]]+");

  private final Handouts handouts;
  private final String page;
  private final Appendable out;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong unseen = new AtomicLong();

  /** The page is the address before the {@code #}. */
  LinkList(Handouts handouts, String page, Appendable out) throws IOException {
    if (!PAGE.matcher(page).matches()) {
      throw new UserError(
          "page \"" + page + "\", want an address that begins with https:// and has no #",
          "such as https://" + handouts.manifest().issuer() + "/verify");
    }
    this.handouts = handouts;
    this.page = page;
    this.out = out;
    out.append("account,link\n");
  }

  @Override
  public void account(AccountId account, EpochKeys keys) throws IOException {
    AccountLink link = new AccountLink(account, keys.customer(account));
    String line = Csv.field(account.text()) + "," + page + "#" + link.exposeFragment() + "\n";
    if (!isInATree(account, keys.account(account))) {
      unseen.incrementAndGet();
    }
    synchronized (out) {
      out.append(line);
    }
    written.incrementAndGet();
  }

  private boolean isInATree(AccountId account, AccountKey key) throws IOException {
    for (int asset = 0; asset < handouts.trees().size(); asset++) {
      if (handouts.position(account, key, asset).isPresent()) {
        return true;
      }
    }
    return false;
  }

  long written() {
    return written.get();
  }

  /** How many of them have a balance in no tree of the epoch. */
  long unseen() {
    return unseen.get();
  }
}
