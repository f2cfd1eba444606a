package dev.solvent.server.http.operator;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.http.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Epoch 7 is published, and nothing was triggered yet. */
final class FakeOperations implements Operations {
  static final Envelope RECEIPT = receipt();

  private final AtomicBoolean underWay = new AtomicBoolean();

  private static Envelope receipt() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("fixtures/vectors/bundles/files"))) {
      folder = folder.getParent();
    }
    try {
      return Envelope.parse(
          Files.readAllBytes(folder.resolve("fixtures/vectors/bundles/files/honest.receipt.json")));
    } catch (java.io.IOException | MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  static AccountLink link(String account) {
    try {
      AccountId id = AccountId.parse(account);
      return new AccountLink(id, Site.MASTER.customerKey(Site.ISSUER, id, 0));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public JsonObject status() {
    return new ObjectBuilder().put("epoch", 7).build();
  }

  @Override
  public Triggered trigger() {
    return underWay.getAndSet(true)
        ? new Triggered.UnderWay(new Epoch(8))
        : new Triggered.Begun(new Epoch(8));
  }

  @Override
  public List<AccountLink> links(List<AccountId> accounts) {
    return accounts.stream().map(account -> link(account.text())).toList();
  }

  @Override
  public Receipted receipt(AccountId account, Epoch epoch) {
    return switch ((int) epoch.number()) {
      case 7 -> new Receipted.Issued(RECEIPT);
      case 8 -> new Receipted.NoSuchEpoch();
      default -> new Receipted.Refused("no receipt key is configured");
    };
  }
}
