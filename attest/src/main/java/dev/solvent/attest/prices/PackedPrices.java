package dev.solvent.attest.prices;

import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The prices of one asset, day by day: unsigned numbers, the first byte the highest, each in as
 * many bytes as the largest of them needs, so that there is one encoding. Never 0. Immutable.
 *
 * <p>As text a thousand days of a thousand assets would be a million JSON values of 20 digits.
 */
public final class PackedPrices {
  private static final int MAX_WIDTH = 16;

  private final byte[] packed;
  private final int width;

  private PackedPrices(byte[] packed, int width) {
    this.packed = packed;
    this.width = width;
  }

  /** At least one price, each 1 or more, in 10^-18 of the quote. */
  public static PackedPrices of(List<Amount> prices) {
    int width = prices.stream().mapToInt(Amount::byteLength).max().orElse(0);
    ByteBuffer packed = ByteBuffer.allocate(prices.size() * width);
    for (Amount price : prices) {
      byte[] whole =
          ByteBuffer.allocate(MAX_WIDTH).putLong(price.high()).putLong(price.low()).array();
      packed.put(whole, MAX_WIDTH - width, width);
    }
    return checked(packed.array(), prices.size());
  }

  static PackedPrices parse(String text, int days) throws MalformedException {
    byte[] packed = Base64Text.decode(text);
    try {
      return checked(packed, days);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  private static PackedPrices checked(byte[] packed, int days) {
    int width = days == 0 ? 0 : packed.length / days;
    if (width < 1 || width > MAX_WIDTH || width * days != packed.length) {
      throw new IllegalArgumentException(
          packed.length + " bytes of " + days + " days, want 1 to " + MAX_WIDTH + " for each");
    }
    PackedPrices prices = new PackedPrices(packed, width);
    boolean needed = false;
    for (int day = 0; day < days; day++) {
      needed |= packed[day * width] != 0;
      if (prices.high(day) == 0 && prices.low(day) == 0) {
        throw new IllegalArgumentException("price 0 of day " + day + ", want 1 or more");
      }
    }
    if (!needed) {
      throw new IllegalArgumentException(
          width + " bytes for each price, want no more than the largest needs");
    }
    return prices;
  }

  String toText() {
    return Base64Text.encode(packed);
  }

  public int days() {
    return packed.length / width;
  }

  /** In 10^-18 of the quote, the oldest day 0. */
  public Amount price(int day) {
    return new Amount(high(day), low(day));
  }

  private long high(int day) {
    return part(day * width, Math.max(0, width - Long.BYTES));
  }

  private long low(int day) {
    int bytes = Math.min(width, Long.BYTES);
    return part(day * width + width - bytes, bytes);
  }

  private long part(int from, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << Byte.SIZE) | (packed[from + i] & 0xff);
    }
    return value;
  }

  /** Each price as the nearest binary64 to the integer, half to even. */
  public double[] toDoubles() {
    double[] doubles = new double[days()];
    for (int day = 0; day < doubles.length; day++) {
      doubles[day] = nearest(high(day), low(day));
    }
    return doubles;
  }

  /**
   * As {@link BigInteger#doubleValue}, without the BigInteger: of more than 63 bits the highest 63
   * decide, and that any of the others is set.
   */
  static double nearest(long high, long low) {
    if (high == 0 && low >= 0) {
      return low;
    }
    int shift = high == 0 ? 1 : Long.SIZE + 1 - Long.numberOfLeadingZeros(high);
    long top;
    boolean rest;
    if (shift >= Long.SIZE) {
      int of = shift - Long.SIZE;
      top = high >>> of;
      rest = low != 0 || (high & ((1L << of) - 1)) != 0;
    } else {
      top = (high << (Long.SIZE - shift)) | (low >>> shift);
      rest = (low & ((1L << shift) - 1)) != 0;
    }
    return StrictMath.scalb((double) (rest ? top | 1 : top), shift);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedPrices prices && Arrays.equals(packed, prices.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }

  @Override
  public String toString() {
    return days() + " prices";
  }
}
