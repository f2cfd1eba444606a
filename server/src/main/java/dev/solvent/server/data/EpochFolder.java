package dev.solvent.server.data;

import java.nio.file.Path;

/** One epoch's work. It is private: the trees hold every balance. */
public record EpochFolder(Path root) {
  /** A {@link dev.solvent.server.tree.LiabilityFolder}. */
  public Path trees() {
    return root.resolve("trees");
  }

  /** The manifest, the notes of its reading, and {@code blobs/} of evidence. */
  public Path reserves() {
    return root.resolve("reserves");
  }

  public Path reservesManifest() {
    return reserves().resolve("reserves.json");
  }

  public Path readingNotes() {
    return reserves().resolve("reading.json");
  }

  public Path blob(String sha256) {
    return reserves().resolve("blobs").resolve("sha256").resolve(sha256);
  }

  /** Envelopes of observers: those who were asked, and whatever a person puts there. */
  public Path observations() {
    return root.resolve("observations");
  }

  /** The solvency report and what it follows from, where this exchange makes one. */
  public Path solvency() {
    return root.resolve("solvency");
  }

  public Path solvencyReport() {
    return solvency().resolve("solvency.json");
  }

  public Path prices() {
    return solvency().resolve("prices.json");
  }

  public Path terms() {
    return solvency().resolve("terms.json");
  }

  /** What each asset cost day by day, where there are figures of risk. */
  public Path priceHistory() {
    return solvency().resolve("price-history.json");
  }

  public Path positions() {
    return solvency().resolve("positions.json");
  }

  /** The figures of risk. */
  public Path riskReport() {
    return solvency().resolve("risk.json");
  }

  /** By which the report was made. */
  public Path solvencyPolicy() {
    return solvency().resolve("solvency-policy.json");
  }

  /** Which the report announces for the next. */
  public Path nextSolvencyPolicy() {
    return solvency().resolve("next-policy.json");
  }

  public Path statement() {
    return root.resolve("statement.json");
  }

  public Path envelope() {
    return root.resolve("envelope.dsse.json");
  }

  /** A file for each time authority. */
  public Path tokens() {
    return root.resolve("tokens");
  }

  /** Why this epoch's statement replaces an earlier one, where it does. */
  public Path replaces() {
    return root.resolve("replaces.json");
  }

  /** What each step left here, by its SHA-256. */
  public Path sums() {
    return root.resolve("sums.json");
  }

  /** What our own verification found, the last time that it was made. */
  public Path report() {
    return root.resolve("report.json");
  }

  /** The bundle as it is or will be published; once made it is never made again. */
  public Path bundle() {
    return root.resolve("bundle.json");
  }
}
