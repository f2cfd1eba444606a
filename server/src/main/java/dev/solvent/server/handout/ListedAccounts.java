package dev.solvent.server.handout;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.MalformedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some accounts by their ids, on one thread. An id that is given twice counts once. */
final class ListedAccounts implements Recipients {
  private final Handouts handouts;
  private final List<AccountId> accounts;
  private volatile int done;

  ListedAccounts(Handouts handouts, List<AccountId> accounts) {
    this.handouts = handouts;
    this.accounts = List.copyOf(new LinkedHashSet<>(accounts));
  }

  /** From a file with an id a line, nothing trimmed. */
  static ListedAccounts read(Handouts handouts, Path file) throws IOException {
    Set<AccountId> accounts = new LinkedHashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          accounts.add(AccountId.parse(line));
        } catch (MalformedException e) {
          throw new UserError(
              file + ": line " + number + ": " + e.getMessage(), "one account id a line");
        }
      }
    }
    return new ListedAccounts(handouts, new ArrayList<>(accounts));
  }

  @Override
  public void each(int threads, Task task) throws IOException {
    EpochKeys keys = handouts.keys();
    for (int i = 0; i < accounts.size(); i++) {
      task.account(accounts.get(i), keys);
      done = i + 1;
    }
  }

  @Override
  public double fraction() {
    return accounts.isEmpty() ? 1 : (double) done / accounts.size();
  }
}
