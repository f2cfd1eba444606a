package dev.solvent.verifier.audit.proofs;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Row;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.RowReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The accounts of a kit with the least {@code HMAC-SHA-256(seed, account id)}: the same for whoever
 * takes the seed, in whatever order the rows stand.
 *
 * @param rows among which they were taken
 * @param book the digest of the kit's book
 */
record Sample(List<KitAccount> accounts, long rows, Hash book) {
  Sample {
    accounts = List.copyOf(accounts);
  }

  static Sample of(KitFolder kit, int size, String seed, Effort effort, ProgressLine progress)
      throws IOException, BookException, InterruptedException {
    List<Asset> assets = kit.assets();
    RowReading.Whole<Least> whole =
        RowReading.of(
            kit,
            effort,
            () -> new Least(seed, size, assets),
            done -> progress.show(done, "drawing the sample"));
    Least all = whole.visitors().getFirst();
    long rows = 0;
    for (Least each : whole.visitors()) {
      rows += each.rows;
      if (each != all) {
        each.least.forEach(all::add);
      }
    }
    return new Sample(new ArrayList<>(all.least.values()), rows, whole.digest());
  }

  /** The least of one thread's rows. */
  private static final class Least implements RowReading.Visitor {
    private static final Comparator<ByteBuffer> UNSIGNED =
        (one, other) -> Arrays.compareUnsigned(one.array(), other.array());

    private final Mac mac;
    private final int size;
    private final List<Asset> assets;
    private final TreeMap<ByteBuffer, KitAccount> least = new TreeMap<>(UNSIGNED);
    private long rows;

    Least(String seed, int size, List<Asset> assets) {
      mac = mac(seed);
      this.size = size;
      this.assets = assets;
    }

    private static Mac mac(String seed) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac;
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new AssertionError("every Java platform has HMAC-SHA-256", e);
      }
    }

    @Override
    public void row(Row row) {
      rows++;
      mac.update(row.account, 0, row.accountLength);
      ByteBuffer place = ByteBuffer.wrap(mac.doFinal());
      if (least.size() < size || UNSIGNED.compare(place, least.lastKey()) <= 0) {
        add(place, KitAccount.of(row, assets));
      }
    }

    private void add(ByteBuffer place, KitAccount account) {
      least.merge(place, account, KitAccount::and);
      if (least.size() > size) {
        least.pollLastEntry();
      }
    }
  }
}
