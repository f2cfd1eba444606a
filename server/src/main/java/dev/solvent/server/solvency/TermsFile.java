package dev.solvent.server.solvency;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.solvency.TermLiability;
import dev.solvent.attest.solvency.Terms;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is bound for how long, in a file: {@code asset,seconds,units}. One thread. */
public final class TermsFile {
  private static final List<String> COLUMNS = List.of("asset", "seconds", "units");
  private static final long LONGEST = 864_000_000;

  private final FirstProblems problems;
  private final SortedMap<Ticker, SortedMap<Long, TermLiability>> terms = new TreeMap<>();
  private final Map<String, Long> lines = new HashMap<>();

  private TermsFile(FirstProblems problems) {
    this.problems = problems;
  }

  /**
   * The terms, ascending by asset and then by seconds, in whatever order the file has them.
   *
   * @throws UserError which names every problem
   */
  public static List<TermLiability> read(Path file) {
    return SmallFile.read(
        file,
        (bytes, problems) -> {
          TermsFile read = new TermsFile(problems);
          List<List<Cell>> rows = CsvTable.read(bytes, COLUMNS, problems);
          if (rows.isEmpty() && problems.isEmpty()) {
            problems.add(
                new Problem(
                    0, "", "no term, want one or more", "where nothing is bound, name no file"));
          }
          if (rows.size() > Terms.MAX_TERMS) {
            problems.add(tooMany(rows.get(Terms.MAX_TERMS)));
            return List.of();
          }
          rows.forEach(read::row);
          return read.terms.values().stream().flatMap(each -> each.values().stream()).toList();
        });
  }

  private static Problem tooMany(List<Cell> first) {
    return new Problem(
        first.getFirst().line(),
        "",
        "row " + (Terms.MAX_TERMS + 1) + ", want at most " + Terms.MAX_TERMS,
        "add up terms of an asset that end between two horizons of the policy, under the shorter"
            + " time");
  }

  private void row(List<Cell> cells) {
    Cell named = cells.getFirst();
    if (problems.isFullBefore(named.line())) {
      return;
    }
    Optional<Ticker> asset =
        named.read(Ticker::parse, "write the asset's ticker as the book has it", problems);
    Optional<Long> seconds =
        cells.get(1).read(TermsFile::seconds, "how long it cannot be called, in seconds", problems);
    Optional<Amount> units =
        cells
            .get(2)
            .read(Amount::parse, "in the asset's smallest units, without a point", problems);
    if (asset.isEmpty() || seconds.isEmpty() || units.isEmpty()) {
      return;
    }
    Long before = lines.putIfAbsent(asset.get() + " " + seconds.get(), named.line());
    if (before != null) {
      problems.add(
          named.problem(
              asset.get()
                  + " in "
                  + seconds.get()
                  + " s again, first on line "
                  + before
                  + ", want it once",
              "add the two up"));
    }
    terms
        .computeIfAbsent(asset.get(), ticker -> new TreeMap<>())
        .put(seconds.get(), new TermLiability(asset.get(), seconds.get(), units.get()));
  }

  private static long seconds(String text) throws MalformedException {
    if (text.matches("[1-9][0-9]{0,8}") && Long.parseLong(text) <= LONGEST) {
      return Long.parseLong(text);
    }
    throw new MalformedException("seconds " + Quoted.of(text) + ", want 1 to " + LONGEST);
  }
}
