package dev.solvent.server.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What figures of risk follow from, from the exchange's own files. */
public final class RiskFiles {
  private static final String HISTORY = "a price history in the form of docs/spec/price-history.md";
  private static final String POSITIONS =
      "{\"positions\":[…]}, canonical JSON, the items in the form of docs/spec/positions.md";

  private RiskFiles() {}

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  /**
   * The daily prices.
   *
   * @throws UserError where the file cannot be read, or is no price history
   */
  public static DailyPrices history(Path file) {
    return read(file, DailyPrices.LIMITS, HISTORY, DailyPrices::parse);
  }

  /**
   * Contracts and loans: the file has the list, and the epoch gives the moment.
   *
   * @throws UserError where the file cannot be read, or is no such list
   */
  public static Positions positions(Path file, LiabilitiesManifest owed) {
    return positions(file, owed.issuer(), owed.epoch(), owed.asOf());
  }

  /** The same of an exchange's epoch that need not have been begun. */
  public static Positions positions(Path file, Issuer issuer, Epoch epoch, Timestamp asOf) {
    return read(
        file,
        Positions.LIMITS,
        POSITIONS,
        bytes -> {
          JsonValue given = CanonicalJson.parse(bytes, Positions.LIMITS);
          if (!(given instanceof JsonObject(var members))
              || !members.keySet().equals(Set.of("positions"))) {
            throw new MalformedException("not the one field positions, want it");
          }
          ObjectBuilder whole =
              new ObjectBuilder()
                  .put("asOf", asOf.toString())
                  .put("epoch", epoch.number())
                  .put("format", Positions.FORMAT)
                  .put("issuer", issuer.domain());
          members.forEach(whole::put);
          return Positions.parse(printed(whole.build()));
        });
  }

  /** A file that is within the limits need not be with what the epoch adds to it. */
  private static byte[] printed(JsonObject whole) throws MalformedException {
    try {
      return CanonicalJson.print(whole, Positions.LIMITS);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("with the epoch's own fields " + e.getMessage());
    }
  }

  private static <T> T read(Path file, JsonLimits limits, String remedy, Parser<T> parser) {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in.readNBytes(limits.maxBytes() + 1));
    } catch (IOException e) {
      throw new UserError(FileErrors.inWords(e), "write " + remedy);
    } catch (MalformedException e) {
      throw new UserError(file + ": " + e.getMessage(), "write " + remedy);
    }
  }
}
