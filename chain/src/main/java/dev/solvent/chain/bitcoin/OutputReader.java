package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads outputs as nodes write them, as far as they pay to one of the scripts.
 *
 * @param maxUnits more than this no output has
 */
record OutputReader(Set<Octets> scripts, long maxUnits) {
  private static final int DECIMALS = 8;
  private static final long MAX_INDEX = 0xFFFFFFFFL;

  OutputReader {
    scripts = Set.copyOf(scripts);
  }

  /** Of a transaction, or what an input says of the output that it spends. */
  Optional<Output> read(Outpoint outpoint, JsonNode json) throws MalformedException {
    Octets script = NodeJson.hex(NodeJson.object(json, "scriptPubKey"), "hex");
    return scripts.contains(script)
        ? Optional.of(new Output(outpoint, script, amount(json, "value")))
        : Optional.empty();
  }

  /** Of a scan, which was asked for these scripts and no others. */
  Output readFound(JsonNode json) throws MalformedException {
    Outpoint outpoint = outpoint(json);
    Octets script = NodeJson.hex(json, "scriptPubKey");
    if (!scripts.contains(script)) {
      throw new MalformedException(
          outpoint + ": a script that nobody asked for, want one that was");
    }
    return new Output(outpoint, script, amount(json, "amount"));
  }

  static Outpoint outpoint(JsonNode json) throws MalformedException {
    return outpoint(NodeJson.hash(json, "txid"), json, "vout");
  }

  static Outpoint outpoint(Hash transaction, JsonNode json, String field)
      throws MalformedException {
    return new Outpoint(transaction, NodeJson.integer(json.path(field), field, MAX_INDEX));
  }

  /** Coins as a decimal fraction, to smallest units, exactly. */
  Amount amount(JsonNode json, String field) throws MalformedException {
    JsonNode value = json.path(field);
    if (!value.isBigDecimal() && !value.isIntegralNumber()) {
      throw new MalformedException(field + " missing or of another type, want a decimal number");
    }
    return Amount.of(units(value.decimalValue(), field));
  }

  private long units(BigDecimal coins, String field) throws MalformedException {
    BigDecimal most = BigDecimal.valueOf(maxUnits, DECIMALS);
    BigDecimal plain = coins.stripTrailingZeros();
    if (coins.signum() < 0 || coins.compareTo(most) > 0 || plain.scale() > DECIMALS) {
      throw new MalformedException(
          field + " " + plain + (", want 0 to " + most + " with at most 8 decimals"));
    }
    return coins.movePointRight(DECIMALS).longValueExact();
  }
}
