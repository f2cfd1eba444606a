package dev.solvent.server.config;

import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The setting {@code book}. */
final class BookSection {
  private static final String INPUT = "one of csv: FILE, parquet: FILE, or jdbc: URL with a query";
  private static final List<String> INPUTS = List.of("csv", "parquet", "jdbc");

  private final Path folder;
  private final Secrets secrets;

  BookSection(Path folder, Secrets secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  Optional<BookSettings> read(Value value) {
    return value.keys(INPUT).flatMap(this::read);
  }

  private Optional<BookSettings> read(Keys keys) {
    Optional<BookSettings.Input> input = input(keys);
    Optional<CsvOptions> options = options(keys);
    int minHeight =
        keys.optional("minHeight")
            .flatMap(text -> text.number(0, SumTree.MAX_HEIGHT, "the least height of a tree"))
            .orElse(0);
    long memory =
        keys.optional("memory")
            .flatMap(text -> text.read(Texts::size, "what a build may take, such as 256m"))
            .map(bytes -> Math.max(bytes, BuildSettings.LEAST_MEMORY))
            .orElse(BuildSettings.DEFAULT_MEMORY);
    keys.end();
    return input.flatMap(
        from -> options.map(how -> new BookSettings(from, how, minHeight, memory)));
  }

  private Optional<BookSettings.Input> input(Keys keys) {
    Optional<Value> csv = keys.optional("csv");
    Optional<Value> parquet = keys.optional("parquet");
    Optional<Value> jdbc = keys.optional("jdbc");
    Optional<Value> query = keys.optional("query");
    Optional<Value> user = keys.optional("user");
    Optional<Value> password = keys.optional("password");
    if (INPUTS.stream().filter(keys.all()::containsKey).count() != 1) {
      keys.owner().problem("none or several of " + String.join(", ", INPUTS) + ", want one", INPUT);
      return Optional.empty();
    }
    if (jdbc.isEmpty()) {
      for (Optional<Value> each : List.of(query, user, password)) {
        each.ifPresent(stray -> stray.problem("without jdbc, want it with one", INPUT));
      }
      return csv.<BookSettings.Input>flatMap(file -> file.read(this::csv, INPUT))
          .or(() -> parquet.flatMap(file -> file.read(this::parquet, INPUT)));
    }
    Optional<String> url = jdbc.get().read(BookSection::url, "without a password in it");
    Optional<String> text =
        keys.required("query", "the query whose rows are the balances")
            .flatMap(sql -> sql.text("a query"));
    Optional<String> name = user.flatMap(text1 -> text1.text("the database's user"));
    Optional<SecretText> secret = password.flatMap(secrets::read);
    return url.flatMap(
        address -> text.map(sql -> new BookSettings.Input.Query(address, sql, name, secret)));
  }

  private BookSettings.Input csv(String text) {
    return new BookSettings.Input.Csv(folder.resolve(text));
  }

  private BookSettings.Input parquet(String text) {
    return new BookSettings.Input.Parquet(folder.resolve(text));
  }

  private static String url(String text) throws MalformedException {
    if (!text.startsWith("jdbc:") || text.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new MalformedException(
          "an address of another form, want jdbc:… and the password named beside it");
    }
    return text;
  }

  private Optional<CsvOptions> options(Keys keys) {
    List<Asset> assets = new ArrayList<>();
    keys.required("assets", "what is owed, such as [BTC:8, ETH:18]")
        .ifPresent(all ->
            all.items("what is owed, such as [BTC:8, ETH:18]")
                .forEach(item ->
                    item.read(Asset::parse, "a ticker and its decimals, as BTC:8")
                        .ifPresent(assets::add)));
    Set<String> ignored = new HashSet<>();
    keys.optional("ignore")
        .ifPresent(all ->
            all.items("columns that are not read")
                .forEach(item -> item.text("a column's name").ifPresent(ignored::add)));
    String account = keys.optional("account").flatMap(v -> v.text("a column")).orElse("account");
    CsvOptions.Amounts amounts =
        choice(keys, "amounts", CsvOptions.Amounts.class, CsvOptions.Amounts.DECIMAL);
    CsvOptions.Negatives negatives =
        choice(keys, "negatives", CsvOptions.Negatives.class, CsvOptions.Negatives.REFUSE);
    if (assets.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CsvOptions.of(assets)
              .withIgnored(ignored)
              .withAccountColumn(account)
              .withAmounts(amounts)
              .withNegatives(negatives));
    } catch (IllegalArgumentException e) {
      keys.owner().problem(String.valueOf(e.getMessage()), "each name stands once");
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> E choice(Keys keys, String name, Class<E> type, E usual) {
    String wanted =
        String.join(
            " or ",
            List.of(type.getEnumConstants()).stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList());
    return keys.optional(name)
        .flatMap(value ->
            value.read(
                text -> {
                  for (E each : type.getEnumConstants()) {
                    if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                      return each;
                    }
                  }
                  throw new MalformedException(Quoted.of(text) + ", want " + wanted);
                },
                wanted))
        .orElse(usual);
  }
}
