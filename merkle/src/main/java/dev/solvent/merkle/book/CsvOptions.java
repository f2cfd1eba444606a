package dev.solvent.merkle.book;

import dev.solvent.merkle.Asset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV book is to be read. Nothing of it is guessed from the rows.
 *
 * @param assets what balances are read, in the order in which rows refer to them
 * @param ignored columns that are not read; in a long book also assets whose rows are not read
 * @param accountColumn the name of the column that holds the account ids
 * @param keyColumn the name of the column that holds each account's key as 64 lower-case hex
 *     digits; null where the book has none. Its values are secret and stand in no problem.
 */
public record CsvOptions(
    List<Asset> assets,
    Set<String> ignored,
    String accountColumn,
    @Nullable String keyColumn,
    Amounts amounts,
    Negatives negatives) {

  /** A book is long exactly if it has both of these columns. No ticker is in lower case. */
  static final String ASSET_COLUMN = "asset";

  static final String AMOUNT_COLUMN = "amount";

  /** As many as an index of two bytes can tell apart, with one to spare. */
  public static final int MAX_ASSETS = 65_535;

  /** How amounts are written. */
  public enum Amounts {
    /** In whole coins: {@code 0.42} of BTC:8 are 42,000,000 units. */
    DECIMAL,
    /** In the asset's smallest unit, as an integer. */
    UNITS
  }

  /** What becomes of a balance below zero. It is never taken for zero in silence. */
  public enum Negatives {
    /** It is a problem, and so stops the build. */
    REFUSE,
    /** It is left out, counted and summed, to be disclosed. */
    EXCLUDE
  }

  public CsvOptions {
    assets = List.copyOf(assets);
    ignored = Set.copyOf(ignored);
    if (assets.isEmpty() || assets.size() > MAX_ASSETS) {
      throw new IllegalArgumentException(assets.size() + " assets, want 1 to " + MAX_ASSETS);
    }
    Set<String> named = new HashSet<>();
    for (Asset asset : assets) {
      requireNew(named, asset.ticker().text(), "asset");
    }
    requireNew(named, ASSET_COLUMN, "column");
    requireNew(named, AMOUNT_COLUMN, "column");
    requireNew(named, accountColumn, "account column");
    if (keyColumn != null) {
      requireNew(named, keyColumn, "key column");
    }
    named.remove(ASSET_COLUMN); // a wide book may have the one or the other
    named.remove(AMOUNT_COLUMN);
    for (String name : ignored) {
      requireNew(named, name, "ignored column");
    }
  }

  private static void requireNew(Set<String> named, String name, String what) {
    if (name.isEmpty() || !named.add(name)) {
      throw new IllegalArgumentException(
          what + " \"" + name + "\", want " + (name.isEmpty() ? "a name" : "each name once"));
    }
  }

  /** Decimal amounts under {@code account}, no column ignored, negatives refused. */
  public static CsvOptions of(List<Asset> assets) {
    return new CsvOptions(assets, Set.of(), "account", null, Amounts.DECIMAL, Negatives.REFUSE);
  }

  public CsvOptions withIgnored(Set<String> names) {
    return new CsvOptions(assets, names, accountColumn, keyColumn, amounts, negatives);
  }

  public CsvOptions withAccountColumn(String name) {
    return new CsvOptions(assets, ignored, name, keyColumn, amounts, negatives);
  }

  public CsvOptions withKeyColumn(String name) {
    return new CsvOptions(assets, ignored, accountColumn, name, amounts, negatives);
  }

  public CsvOptions withAmounts(Amounts form) {
    return new CsvOptions(assets, ignored, accountColumn, keyColumn, form, negatives);
  }

  public CsvOptions withNegatives(Negatives policy) {
    return new CsvOptions(assets, ignored, accountColumn, keyColumn, amounts, policy);
  }

  /** A text from the book as it may be shown: a key may have slipped into it. */
  String visible(String text) {
    return keyColumn == null ? text : Shown.withoutKeys(text);
  }
}
