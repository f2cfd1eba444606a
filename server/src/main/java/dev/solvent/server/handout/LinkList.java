package dev.solvent.server.handout;

import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Writes {@code account,link}, a line an account. The first thousand are looked up in the trees: a
 * link made with another master secret looks like any other and opens nothing. Thread-safe.
 */
final class LinkList implements Recipients.Task {
  private static final int LOOKED_UP = 1_000;

  private static final Pattern PAGE =
      Pattern.compile("(https://|http://(127\\.0\\.0\\.1|localhost)[:/])[!-~&&[^#\",]]+");

  static final String HINT =
      "the ids must be the book's to the letter, and the master key and generations the build's";

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
    if (written.get() < LOOKED_UP && !isInATree(account, keys.account(account))) {
      unseen.incrementAndGet();
    }
    synchronized (out) {
      out.append(line);
    }
    if (written.incrementAndGet() == LOOKED_UP) {
      requireSomeInATree();
    }
  }

  /** Refuses where none of those that were looked up is there. */
  void requireSomeInATree() {
    if (unseen.get() > 0 && unseen.get() >= lookedUp()) {
      throw new Refused(
          "none of these accounts has a balance in epoch " + handouts.manifest().epoch(),
          List.of(),
          HINT);
    }
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

  long lookedUp() {
    return Math.min(written.get(), LOOKED_UP);
  }

  /** How many of those that were looked up have a balance in no tree of the epoch. */
  long unseen() {
    return unseen.get();
  }
}
