package dev.solvent.merkle.book;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** All that was read from a book, as lines to compare. */
final class Collected implements RowSink {
  /** {@code 2: alice BTC=42000000 ETH=1}. */
  final List<String> rows = new ArrayList<>();

  /** {@code BTC=42000000}. */
  final List<String> excluded = new ArrayList<>();

  final List<Problem> problems = new ArrayList<>();

  private final List<Asset> assets;
  private final boolean keys;

  private Collected(CsvOptions options) {
    assets = options.assets();
    keys = options.keyColumn() != null;
  }

  static CsvOptions options(String... assets) {
    return CsvOptions.of(List.of(assets).stream().map(Collected::asset).toList());
  }

  static Asset asset(String text) {
    try {
      return Asset.parse(text);
    } catch (dev.solvent.merkle.MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Reads a text whose header is right. */
  static Collected of(String text, CsvOptions options) {
    return of(utf8(text), options, CsvBook.MOST_ROW_BYTES);
  }

  static Collected of(byte[] bytes, CsvOptions options, int batchBytes) {
    try (CsvBook book =
        CsvBook.of(new ByteArrayInputStream(bytes), bytes.length, options, batchBytes)) {
      return of(book, options);
    } catch (BookException e) {
      throw new AssertionError(e.problems().toString(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Collected of(Book book, CsvOptions options) throws IOException {
    Collected collected = new Collected(options);
    for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
      batch.read(collected);
    }
    return collected;
  }

  /** The problems of a header that is wrong. */
  static BookException refused(byte[] bytes, CsvOptions options) {
    try (CsvBook book = CsvBook.of(new ByteArrayInputStream(bytes), bytes.length, options)) {
      throw new AssertionError("opened as " + book.shape());
    } catch (BookException e) {
      return e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @Override
  public void row(Row row) {
    StringBuilder text = new StringBuilder();
    String id = new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8);
    text.append(row.line).append(": ").append(id);
    if (keys) {
      text.append(" key=").append(HexFormat.of().formatHex(row.key));
    }
    for (int i = 0; i < row.positions; i++) {
      text.append(' ').append(position(row.asset[i], row.high[i], row.low[i]));
    }
    rows.add(text.toString());
  }

  @Override
  public void excluded(int asset, long high, long low) {
    excluded.add(position(asset, high, low));
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  private String position(int asset, long high, long low) {
    return assets.get(asset).ticker() + "=" + new Amount(high, low);
  }

  /** Where and what, as {@link Problem#toString} has it, and the remedy after an arrow. */
  List<String> told() {
    return told(problems);
  }

  static List<String> told(List<Problem> problems) {
    return problems.stream().map(problem -> problem + " -> " + problem.remedy()).toList();
  }
}
