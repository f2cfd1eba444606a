package dev.solvent.server.book;

import dev.solvent.merkle.Asset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Makes up a wide book: the same bytes for the same seed on every machine. Balances are skewed as
 * real ones are, most of them small and a few very large. Used by one thread.
 */
public final class BookGenerator {
  private static final int BUFFER = 1 << 16;

  /** No more than this of one row's columns is written between two looks at the buffer. */
  private static final int CELL_BYTES = 48;

  private static final byte[] MAIL = "@mail.example".getBytes(StandardCharsets.US_ASCII);

  private final List<Asset> assets;
  private final long seed;
  private final int emptyPerMille;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] digits = new byte[20];
  private int used;

  /**
   * A generator of books with these assets.
   *
   * @param emptyPerMille how many of a thousand cells are empty
   */
  public BookGenerator(List<Asset> assets, long seed, int emptyPerMille) {
    if (emptyPerMille < 0 || emptyPerMille > 1000) {
      throw new IllegalArgumentException(emptyPerMille + " of 1000 empty, want 0 to 1000");
    }
    this.assets = List.copyOf(assets);
    this.seed = seed;
    this.emptyPerMille = emptyPerMille;
  }

  /** The id of account {@code i}. */
  public static String account(long i) {
    return String.format(Locale.ROOT, "c%08d@mail.example", i);
  }

  public void write(long accounts, OutputStream out) throws IOException {
    used = 0;
    put("account".getBytes(StandardCharsets.US_ASCII));
    for (Asset asset : assets) {
      flushIfFull(out);
      buffer[used++] = ',';
      put(asset.ticker().text().getBytes(StandardCharsets.US_ASCII));
    }
    buffer[used++] = '\n';
    for (long i = 0; i < accounts; i++) {
      flushIfFull(out);
      buffer[used++] = 'c';
      putPadded(i, 8);
      put(MAIL);
      for (int asset = 0; asset < assets.size(); asset++) {
        flushIfFull(out);
        buffer[used++] = ',';
        long random = mix(mix(seed + i) + asset);
        if (Long.remainderUnsigned(random, 1000) >= emptyPerMille) {
          putBalance(mix(random), assets.get(asset).decimals());
        }
      }
      buffer[used++] = '\n';
    }
    out.write(buffer, 0, used);
    out.flush();
  }

  /** From a hundredth of a coin to some ten thousand, small ones far more often; never zero. */
  private void putBalance(long random, int decimals) {
    int size = (int) (random >>> 58); // 0 to 63
    int bits = 12 + size * size / 128; // 12 to 43
    long hundredMillionths = (random & ((1L << bits) - 1)) + (1L << 20);
    long whole = hundredMillionths / 100_000_000 + (decimals < 2 ? 1 : 0);
    putPadded(whole, 1);
    if (decimals == 0) {
      return;
    }
    buffer[used++] = '.';
    int end = used + Math.min(8, decimals);
    putPadded(hundredMillionths % 100_000_000, 8);
    used = end;
  }

  private void putPadded(long value, int least) {
    int count = 0;
    do {
      digits[count++] = (byte) ('0' + value % 10);
      value /= 10;
    } while (value != 0 || count < least);
    while (count > 0) {
      buffer[used++] = digits[--count];
    }
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void flushIfFull(OutputStream out) throws IOException {
    if (used > BUFFER - 2 * CELL_BYTES) {
      out.write(buffer, 0, used);
      used = 0;
    }
  }

  /** The finaliser of SplitMix64: spreads a counter over all 64 bits. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
