package dev.solvent.attest.log;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile of hashes or a bundle of entries is published: {@code tile/<L>/<N>[.p/<W>]}, {@code
 * tile/entries/<N>[.p/<W>]}, as C2SP tlog-tiles has it. {@code docs/spec/log.md} section 4.
 */
public record TilePath(int level, long index, int width) {
  /** The hashes of a whole tile, and the entries of a whole bundle. */
  public static final int FULL = 256;

  /** The level of a bundle of entries: below that of their hashes. */
  public static final int ENTRIES = -1;

  private static final int MAX_LEVEL = 63;
  private static final long MAX_INDEX = (1L << 55) - 1; // 2^63 entries in bundles of 2^8
  private static final int GROUP = 1000;
  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  public TilePath {
    if (level < ENTRIES || level > MAX_LEVEL || index < 0 || index > MAX_INDEX) {
      throw new IllegalArgumentException(
          "tile " + index + " of level " + level + ", want 0 to 2^55 - 1 of level 0 to 63");
    }
    if (width < 1 || width > FULL) {
      throw new IllegalArgumentException("tile of width " + width + ", want 1 to " + FULL);
    }
  }

  public static TilePath parse(String text) throws MalformedException {
    Matcher form = FORM.matcher(text);
    if (text.length() <= 64 && form.matches()) {
      String levelText = form.group(1);
      int level = levelText.equals("entries") ? ENTRIES : Integer.parseInt(levelText);
      long index = Long.parseLong(form.group(2).replace("x", "").replace("/", ""));
      int width = form.group(3) == null ? FULL : Integer.parseInt(form.group(3));
      if (level <= MAX_LEVEL && index <= MAX_INDEX && width >= 1 && width <= FULL) {
        TilePath path = new TilePath(level, index, width);
        if (path.toString().equals(text)) {
          return path;
        }
      }
    }
    throw new MalformedException(
        "path " + Quoted.of(text) + ", want a tile's, such as tile/0/x001/x234/067.p/8");
  }

  /** Whether it has all the hashes or entries that it can ever have. */
  public boolean isFull() {
    return width == FULL;
  }

  public TilePath full() {
    return new TilePath(level, index, FULL);
  }

  /** Whether a log of that size has all of this tile. */
  public boolean isWithin(long size) {
    return width <= widthOf(level, index, size);
  }

  /** How wide a tile is in a log of that size; 0 where it has none of it. */
  public static int widthOf(int level, long index, long size) {
    int shift = 8 * Math.max(level, 0);
    long hashes = shift >= Long.SIZE ? 0 : size >>> shift;
    return index > hashes / FULL ? 0 : (int) Math.min(FULL, hashes - index * FULL);
  }

  /** Every tile and bundle of a log of that size, level by level, each at its width. */
  public static void forEach(long size, Consumer<TilePath> action) {
    for (int level = ENTRIES; level <= 7; level++) {
      for (long index = 0; widthOf(level, index, size) > 0; index++) {
        action.accept(new TilePath(level, index, widthOf(level, index, size)));
      }
    }
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder groups = new StringBuilder(group(index));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      groups.insert(0, "x" + group(rest) + "/");
    }
    return "tile/"
        + (level == ENTRIES ? "entries" : String.valueOf(level))
        + "/"
        + groups
        + (isFull() ? "" : ".p/" + width);
  }

  private static String group(long number) {
    return String.format(Locale.ROOT, "%03d", number % GROUP);
  }
}
