package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One book, written in many ways, is read as one. */
class CsvBookFormsTest {
  private static final CsvOptions OPTIONS =
      Collected.options("BTC:8", "ETH:18", "USDT:6").withIgnored(Set.of("note"));

  record Account(String id, List<Amount> balances) {}

  /** How to write a book, and the lines on which its rows came to stand. */
  private static final class Writer {
    private final Random random;
    private final boolean crLf;
    private final StringBuilder text = new StringBuilder();
    private long line = 1;

    Writer(Random random) {
      this.random = random;
      crLf = random.nextBoolean();
      text.append(random.nextBoolean() ? "\uFEFF" : "");
    }

    long line() {
      return line;
    }

    void row(String... fields) {
      for (int i = 0; i < fields.length; i++) {
        text.append(i == 0 ? "" : ",").append(field(fields[i]));
      }
      raw(crLf ? "\r\n" : "\n");
    }

    void raw(String more) {
      text.append(more);
      line = 1 + text.chars().filter(c -> c == '\n').count();
    }

    private String field(String value) {
      boolean needed = value.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0);
      return needed || random.nextInt(4) == 0 ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }

    String amount(Amount amount, Asset asset) {
      String decimal = amount.toDecimal(asset.decimals());
      return switch (random.nextInt(3)) {
        case 0 -> decimal;
        case 1 -> decimal + "0".repeat(random.nextInt(20));
        default -> decimal.replaceAll("\\.?0*$", "");
      };
    }

    String note() {
      String[] notes = {
        "", "x", "a,b", "say \"hi\"", "one\ntwo", "one\r\n\"two\"\n", "Jörg", "\r", "😀"
      };
      return notes[random.nextInt(notes.length)];
    }

    /** A row that is wrong and ends before the next one begins. */
    String wrong() {
      String[] rows = {
        "x,1",
        "x,1,1,1,,\n",
        "\n",
        "\r\n",
        "x\"y,1,1,1,\n",
        "x,1,1,1,\"a\"b\n",
        "x,1,1,1,\"a\nb\"\"\"c\n",
        "x,1e3,1,1,\n",
        "x,1,1,1,a\rb\n",
        ",1,1,1,\n",
        "x,1,1,1,\"a\" \r\n",
        "x\",\"\"y,1\n",
        "x,-1,,,\n",
        "\"x\n\",1,1,1,\n",
        "x,\"1\n\",,,\"\"\n"
      };
      String row = rows[random.nextInt(rows.length)];
      return row.endsWith("\n") ? row : row + "\n";
    }

    byte[] bytes() {
      boolean open = random.nextBoolean() && text.charAt(text.length() - 1) == '\n';
      String whole = open ? text.substring(0, text.length() - (crLf ? 2 : 1)) : text.toString();
      byte[] bytes = Collected.utf8(whole);
      return random.nextBoolean() ? Collected.gzip(bytes) : bytes;
    }

    Collected read() {
      int batchBytes = 1 + random.nextInt(random.nextBoolean() ? 10 : 200);
      return Collected.of(bytes(), OPTIONS, batchBytes);
    }
  }

  private static String position(Asset asset, Amount amount) {
    return " " + asset.ticker() + "=" + amount;
  }

  @Property
  void wide_writtenInAnyWay_isTheSameBook(@ForAll("books") List<Account> book, @ForAll long seed) {
    Writer writer = new Writer(new Random(seed));
    List<String> rows = new ArrayList<>();
    writer.row("note", "account", "BTC", "ETH", "USDT");
    for (Account account : book) {
      rows.add(writer.line() + ": " + account.id() + writeWide(writer, account));
    }
    Collected collected = writer.read();
    assertEquals(List.of(), collected.problems);
    assertEquals(rows, collected.rows);
  }

  private static String writeWide(Writer writer, Account account) {
    StringBuilder positions = new StringBuilder();
    String[] cells = {writer.note(), account.id(), "", "", ""};
    for (int i = 0; i < OPTIONS.assets().size(); i++) {
      Asset asset = OPTIONS.assets().get(i);
      Amount amount = account.balances().get(i);
      if (!amount.isZero()) {
        positions.append(position(asset, amount));
      }
      cells[2 + i] =
          amount.isZero() && writer.random.nextBoolean() ? "" : writer.amount(amount, asset);
    }
    writer.row(cells);
    return positions.toString();
  }

  @Property
  void long_writtenInAnyWay_isTheSameBook(@ForAll("books") List<Account> book, @ForAll long seed) {
    Writer writer = new Writer(new Random(seed));
    List<String> rows = new ArrayList<>();
    writer.row("asset", "amount", "note", "account");
    for (Account account : book) {
      for (int i = 0; i < OPTIONS.assets().size(); i++) {
        Asset asset = OPTIONS.assets().get(i);
        Amount amount = account.balances().get(i);
        rows.add(writer.line() + ": " + account.id() + position(asset, amount));
        writer.row(
            asset.ticker().text(), writer.amount(amount, asset), writer.note(), account.id());
      }
    }
    Collected collected = writer.read();
    assertEquals(List.of(), collected.problems);
    assertEquals(rows, collected.rows);
  }

  /** A wrong row is reported at its line and takes no other row with it. */
  @Property
  void wide_withWrongRowsAmongTheGood_losesThoseAlone(
      @ForAll("books") List<Account> book, @ForAll long seed) {
    Random random = new Random(seed);
    Writer writer = new Writer(random);
    List<String> rows = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    writer.row("account", "BTC", "ETH", "USDT", "note");
    for (Account account : book) {
      while (random.nextInt(3) == 0) {
        wrong.add(writer.line());
        writer.raw(writer.wrong());
      }
      rows.add(writer.line() + ": " + account.id());
      writer.row(account.id(), "", "0", "", writer.note());
    }
    Collected collected = writer.read();
    assertEquals(wrong, collected.problems.stream().map(Problem::line).toList());
    assertEquals(rows, collected.rows);
  }

  @Provide
  Arbitrary<List<Account>> books() {
    Arbitrary<String> id =
        Arbitraries.oneOf(
            Arbitraries.strings()
                .withChars("abcdefgh0123456789@.+-_")
                .ofMinLength(1)
                .ofMaxLength(20),
            Arbitraries.of("a", "b", ",", "\"", " ", "'", "!", "é", "ß", "日", "😀")
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(parts -> String.join("", parts)));
    Arbitrary<Amount> amount =
        Arbitraries.oneOf(
            Arbitraries.just(Amount.ZERO),
            Arbitraries.longs().between(0, 1_000_000).map(Amount::of),
            Arbitraries.longs().between(0, Long.MAX_VALUE).map(Amount::of),
            Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Amount::new));
    return Combinators.combine(id, amount.list().ofSize(3)).as(Account::new).list().ofMaxSize(12);
  }
}
