package dev.solvent.server.setup;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes the trust root that follows the newest, and publishes it. */
final class NextRoot {
  private final DataFolder data;
  private final Store store;

  NextRoot(DataFolder data, Store store) {
    this.data = data;
    this.store = store;
  }

  /**
   * Publishes a root that is signed by root keys of the one before and, where they change, of its
   * own.
   *
   * @param statements who signs statements from the log's present size on; none for no change
   */
  SignedRoot publish(
      List<Signer> old,
      List<Signer> young,
      List<VerifyingKey> statements,
      int threshold,
      Optional<VerifyingKey> receipt)
      throws IOException {
    requireNothingUnderWay();
    PublicFolder open = data.publicFolder();
    TrustRoot last = TrustRoots.read(open).newest().root();
    long size = logSize(open);
    KeySet rootKeys =
        young.isEmpty()
            ? last.rootKeys()
            : RootKeys.set(young.stream().map(Signer::key).toList(), young.size());
    TrustRoot next =
        new TrustRoot(
            last.issuer(),
            last.logKeys(),
            last.logOrigin(),
            size,
            Optional.of(last.id()),
            receipt.or(last::receiptKey),
            rootKeys,
            statements.isEmpty()
                ? last.statements()
                : periods(last, size, RootKeys.set(statements, threshold)),
            last.version() + 1,
            last.extensions());
    SignedRoot signed =
        RootKeys.sign(next, Stream.concat(old.stream(), young.stream()).distinct().toList());
    Optional<String> refusal = signed.refusalAfter(last);
    if (refusal.isPresent()) {
      throw new UserError(refusal.get(), "name the files of enough of the newest root's keys");
    }
    WholeFile.write(open.trustRoot(next.version()), signed.envelope().toBytes());
    point(open, signed);
    return signed;
  }

  /** A statement that is written already names the root that it is made under. */
  private void requireNothingUnderWay() throws IOException {
    for (EpochRecord epoch : store.epochs().newest(1)) {
      if (epoch.reached() != Step.PUBLISHED) {
        throw new Refused(
            "epoch " + epoch.epoch() + " is under way, want none",
            List.of(),
            "solvent publish brings it to its end");
      }
    }
  }

  private static List<Period> periods(TrustRoot last, long size, KeySet signers) {
    List<Period> periods = new ArrayList<>(last.statements());
    Period open = periods.removeLast();
    if (open.from() < size) {
      periods.add(new Period(open.from(), OptionalLong.of(size), open.signers()));
      periods.add(new Period(size, OptionalLong.empty(), signers));
      return periods;
    }
    throw new Refused(
        "nothing was signed by the present statement keys yet",
        List.of(),
        "publish an epoch with them first, or begin anew with solvent init");
  }

  private static long logSize(PublicFolder open) throws IOException {
    if (!Files.exists(open.checkpoint())) {
      return 0;
    }
    try {
      return SignedCheckpoint.parse(Files.readAllBytes(open.checkpoint())).checkpoint().size();
    } catch (MalformedException e) {
      throw new IOException(open.checkpoint() + ": " + e.getMessage(), e);
    }
  }

  private static void point(PublicFolder open, SignedRoot root) throws IOException {
    try {
      Pointer before = Pointer.parse(Files.readAllBytes(open.pointer()));
      WholeFile.write(open.pointer(), before.with(root).toBytes());
    } catch (MalformedException e) {
      throw new IOException(open.pointer() + ": " + e.getMessage(), e);
    }
  }
}
