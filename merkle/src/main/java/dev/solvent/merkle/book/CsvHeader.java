package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.CsvOptions.AMOUNT_COLUMN;
import static dev.solvent.merkle.book.CsvOptions.ASSET_COLUMN;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.CsvFields.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each column of a book holds, as its first line says. */
final class CsvHeader {
  /** What {@link #role} says of columns that hold no asset's balances. */
  static final int IGNORED = -1;

  static final int ACCOUNT = -2;
  static final int KEY = -3;
  static final int ASSET = -4;
  static final int AMOUNT = -5;

  /** Problems beyond these are not reported: the header is not that of a book at all. */
  static final int MOST_PROBLEMS = 100;

  private final CsvOptions options;
  private final Book.Shape shape;
  private final String[] labels;
  private final int[] roles;

  private CsvHeader(CsvOptions options, Book.Shape shape, List<String> names, int[] roles) {
    this.options = options;
    this.shape = shape;
    this.roles = roles;
    labels = new String[names.size()];
    for (int column = 0; column < labels.length; column++) {
      labels[column] = label(column, Shown.bare(options.visible(names.get(column))));
    }
  }

  CsvOptions options() {
    return options;
  }

  Book.Shape shape() {
    return shape;
  }

  int columns() {
    return roles.length;
  }

  /** The index of the asset whose balances the column holds, or one of the constants. */
  int role(int column) {
    return roles[column];
  }

  /** Of each asset the column that holds its balances; none in a long book. */
  int[] balanceColumns() {
    int[] found = new int[shape == Book.Shape.WIDE ? options.assets().size() : 0];
    for (int column = 0; column < roles.length; column++) {
      if (roles[column] >= 0) {
        found[roles[column]] = column;
      }
    }
    return found;
  }

  /** The column with this role, or -1. */
  int columnOf(int role) {
    for (int column = 0; column < roles.length; column++) {
      if (roles[column] == role) {
        return column;
      }
    }
    return -1;
  }

  /** The column as a problem names it: {@code column 3 (ETH)}. */
  String label(int column) {
    return column < labels.length ? labels[column] : label(column, "");
  }

  private static String label(int column, String shownName) {
    String number = "column " + (column + 1);
    return shownName.isEmpty() ? number : number + " (" + shownName + ")";
  }

  /** Reads the row that was cut into {@code fields}, all of which were kept. */
  static CsvHeader of(CsvFields fields, byte[] bytes, CsvOptions options) throws BookException {
    if (fields.isBlank()) {
      throw BookException.of(noHeader());
    }
    boolean hideKeys = options.keyColumn() != null; // the first line may be a row
    Fault fault = fields.fault();
    if (fault != null) {
      String value = Shown.of(bytes, fields.faultStart(), fields.faultEnd(), hideKeys);
      throw BookException.of(CsvProblems.ofFault(1, label(fields.faultColumn(), ""), fault, value));
    }
    List<String> names = new ArrayList<>();
    for (int column = 0; column < fields.count(); column++) {
      int bad = Utf8.firstBad(bytes, fields.start(column), fields.end(column));
      if (bad >= 0) {
        String value = Shown.of(bytes, fields.start(column), fields.end(column), hideKeys);
        throw BookException.of(CsvProblems.notUtf8(1, label(column, ""), bytes[bad], value));
      }
      names.add(fields.text(bytes, column));
    }
    return new Reading(names, options).header();
  }

  static Problem noHeader() {
    return new Problem(
        1,
        "",
        "no header, want a first line that names the columns",
        "begin the book with a line such as account,BTC,ETH or account,asset,amount");
  }

  /** What to do about a name that is none of the assets and none to ignore. */
  static String remedyForUnknown(String name, List<Asset> assets) {
    if (name.isEmpty()) {
      return "write the asset's ticker";
    }
    String ignore = "--ignore " + Shown.argument(name);
    String stripped = name.strip();
    String ticker = stripped.toUpperCase(Locale.ROOT);
    if (assets.stream().anyMatch(asset -> asset.ticker().text().equals(ticker))) {
      return "write it as " + ticker + ", or add " + ignore;
    }
    if (!name.equals(stripped)) {
      return "write it without spaces around it, or add " + ignore;
    }
    return isTicker(name) ? "add --asset " + name + ":DECIMALS or " + ignore : "add " + ignore;
  }

  private static boolean isTicker(String name) {
    try {
      return Ticker.parse(name).text().equals(name);
    } catch (MalformedException e) {
      return false;
    }
  }

  /** The reading of one header. */
  private static final class Reading {
    private final List<String> names;
    private final CsvOptions options;
    private final Book.Shape shape;
    private final Map<String, Integer> wanted = new HashMap<>(); // the role of each name
    private final List<Problem> problems = new ArrayList<>();

    Reading(List<String> names, CsvOptions options) {
      this.names = names;
      this.options = options;
      boolean isLong = names.contains(ASSET_COLUMN) && names.contains(AMOUNT_COLUMN);
      shape = isLong ? Book.Shape.LONG : Book.Shape.WIDE;
      wanted.put(options.accountColumn(), ACCOUNT);
      if (options.keyColumn() != null) {
        wanted.put(options.keyColumn(), KEY);
      }
      if (isLong) {
        wanted.put(ASSET_COLUMN, ASSET);
        wanted.put(AMOUNT_COLUMN, AMOUNT);
      } else {
        for (int i = 0; i < options.assets().size(); i++) {
          wanted.put(options.assets().get(i).ticker().text(), i);
        }
      }
    }

    CsvHeader header() throws BookException {
      int[] roles = new int[names.size()];
      Map<String, Integer> seen = new HashMap<>();
      for (int column = 0; column < roles.length && !isFull(); column++) {
        String name = names.get(column);
        Integer first = seen.putIfAbsent(name, column);
        Integer role = wanted.get(name);
        if (name.isEmpty()) {
          problem(column, "column without a name, want a name for each", "name or remove it");
        } else if (first != null) {
          problem(
              column,
              "column " + Shown.text(visible(column)) + " again, first column " + (first + 1),
              "keep one of the two");
        } else if (role == null) {
          roles[column] = IGNORED;
          requireIgnored(column, name);
        } else {
          roles[column] = role;
          requireNotIgnored(column, name);
        }
      }
      if (!isFull()) {
        requireWanted(seen);
      }
      if (!problems.isEmpty()) {
        throw new BookException(problems, isFull());
      }
      return new CsvHeader(options, shape, names, roles);
    }

    private void requireIgnored(int column, String name) {
      if (!options.ignored().contains(name)) {
        problem(
            column,
            "column "
                + Shown.text(visible(column))
                + ", want only columns that --asset or --ignore names",
            shape == Book.Shape.WIDE
                ? remedyForUnknown(visible(column), options.assets())
                : isNamed(name)
                    ? "remove it: with the columns asset and amount this is a long book"
                    : "add --ignore " + Shown.argument(visible(column)));
      }
    }

    private boolean isNamed(String ticker) {
      return options.assets().stream().anyMatch(asset -> asset.ticker().text().equals(ticker));
    }

    private void requireNotIgnored(int column, String name) {
      if (options.ignored().contains(name)) {
        problem(
            column,
            "column " + Shown.text(name) + " to ignore, want it read: this is a long book",
            "rename it, or leave out --ignore " + Shown.bare(name));
      }
    }

    private void requireWanted(Map<String, Integer> seen) {
      requireColumn(seen, options.accountColumn(), "account ids", accountRemedy());
      if (options.keyColumn() != null) {
        requireColumn(seen, options.keyColumn(), "account keys", "add the column");
      }
      for (Asset asset : options.assets()) {
        String ticker = asset.ticker().text();
        if (shape == Book.Shape.WIDE && !seen.containsKey(ticker)) {
          problem(
              "no column \"" + ticker + "\", want one for each asset named",
              "add the column, or leave out --asset " + asset);
        }
      }
    }

    private void requireColumn(
        Map<String, Integer> seen, String name, String holds, String remedy) {
      if (!seen.containsKey(name)) {
        problem("no column " + Shown.text(name) + ", want one with the " + holds, remedy);
      }
    }

    private String accountRemedy() {
      String only = names.size() == 1 ? names.get(0) : "";
      return only.contains(";") || only.contains("\t")
          ? "separate fields by commas"
          : "name the column that holds them with --account-column NAME";
    }

    private boolean isFull() {
      return problems.size() == MOST_PROBLEMS;
    }

    private String visible(int column) {
      return options.visible(names.get(column));
    }

    private void problem(int column, String message, String remedy) {
      String label = label(column, Shown.bare(visible(column)));
      problems.add(new Problem(1, label, message, remedy));
    }

    /** Of the header as a whole. */
    private void problem(String message, String remedy) {
      if (!isFull()) {
        problems.add(new Problem(1, "", message, remedy));
      }
    }
  }
}
