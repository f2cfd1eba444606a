package dev.solvent.merkle.book;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.CsvFields.Fault;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says what is wrong with the row that was just cut, in words. Used by one thread at a time.
 *
 * <p>Where the book has a column of keys, their values are shown in no problem, nor is anything
 * that looks like one in another column.
 */
final class CsvProblems {
  /** More assets than these are not listed. */
  private static final int MOST_LISTED = 8;

  private final CsvHeader header;
  private final CsvOptions options;
  private final byte[] bytes;
  private final CsvFields fields;

  CsvProblems(CsvHeader header, byte[] bytes, CsvFields fields) {
    this.header = header;
    this.options = header.options();
    this.bytes = bytes;
    this.fields = fields;
  }

  /** A row that was not cut as RFC 4180 has it, or not into the header's columns. */
  Problem notWhole(long line) {
    Fault fault = fields.fault();
    if (fault != null) {
      int column = fields.faultColumn();
      String value = shown(column, fields.faultStart(), fields.faultEnd());
      return ofFault(line, header.label(column), fault, value);
    }
    if (fields.isBlank()) {
      return new Problem(line, "", "blank line, want a row", "remove the line");
    }
    String found = fields.count() + (fields.count() == 1 ? " field" : " fields");
    return new Problem(
        line,
        "",
        found + ", want " + header.columns() + " as in the header",
        fields.count() < header.columns()
            ? "write a comma for every column, also where a cell is empty"
            : "put quotes around fields that contain a comma");
  }

  static Problem ofFault(long line, String column, Fault fault, String value) {
    return switch (fault) {
      case STRAY_QUOTE ->
          new Problem(
              line,
              column,
              "quote inside the field " + value + ", want quotes around all of it or none in it",
              "put the field in quotes and double each quote in it");
      case TEXT_AFTER_QUOTE ->
          new Problem(
              line,
              column,
              "text after the closing quote of the field " + value + ", want a comma or a line end",
              "double each quote inside the field, and close it where it ends");
      case OPEN_QUOTE ->
          new Problem(
              line,
              column,
              "field " + value + " that is open at the end of the book, want a closing quote",
              "close the quote: what follows it was not read");
      case LONE_CR ->
          new Problem(
              line,
              column,
              "CR without LF in the field " + value + ", want LF or CR LF at the end of a line",
              "export with LF or CR LF as line ends");
    };
  }

  static Problem notUtf8(long line, String column, byte bad, String value) {
    return new Problem(
        line,
        column,
        String.format(Locale.ROOT, "byte 0x%02X in %s, want UTF-8", bad, value),
        "export as UTF-8");
  }

  Problem notUtf8(long line, int column, int bad) {
    return notUtf8(line, header.label(column), bytes[bad], shown(column));
  }

  Problem account(long line, int column, String problem) {
    boolean empty = fields.start(column) == fields.end(column);
    return problem(
        line,
        column,
        empty ? problem : problem + ": " + shown(column),
        "write the id by which the customer knows the account");
  }

  Problem key(long line, int column, String found) {
    return problem(
        line,
        column,
        "account key " + found + ", want 64 lower-case hex digits",
        "write the key as it was handed out");
  }

  Problem unknownAsset(long line, int column) {
    String named =
        options.assets().stream()
            .limit(MOST_LISTED)
            .map(asset -> asset.ticker().text())
            .collect(Collectors.joining(", "));
    String others = options.assets().size() > MOST_LISTED ? ", …" : "";
    return problem(
        line,
        column,
        "asset " + shown(column) + ", want one that --asset or --ignore names: " + named + others,
        CsvHeader.remedyForUnknown(options.visible(fields.text(bytes, column)), options.assets()));
  }

  Problem amount(long line, int column, Asset asset) {
    AmountFault fault =
        AmountFault.of(bytes, fields.start(column), fields.end(column), options.amounts(), asset);
    return problem(
        line, column, "amount " + shown(column) + ", want " + fault.want(), fault.remedy());
  }

  Problem negative(long line, int column) {
    return problem(
        line,
        column,
        "amount " + shown(column) + ", want 0 or more",
        "correct the book, or have negative balances left out and disclosed: --negatives exclude");
  }

  private Problem problem(long line, int column, String message, String remedy) {
    return new Problem(line, header.label(column), message, remedy);
  }

  private String shown(int column) {
    return shown(column, fields.start(column), fields.end(column));
  }

  private String shown(int column, int from, int to) {
    if (column < header.columns() && header.role(column) == CsvHeader.KEY) {
      return "(not shown)";
    }
    return Shown.of(bytes, from, to, options.keyColumn() != null);
  }
}
