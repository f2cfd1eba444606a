package dev.solvent.attest.solvency.positions;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/**
 * A contract, who it is with, and what stands behind it.
 *
 * @param assurance attested or claimed: no check could find more of a contract
 * @param evidence what its counterparty signed, by digest; there where it is attested
 * @param name the exchange's own
 * @param venue the counterparty, or the place where it was made
 */
public record ListedPosition(
    Assurance assurance, Contract contract, Optional<Hash> evidence, Label name, Label venue) {
  public ListedPosition {
    if (assurance != Assurance.ATTESTED && assurance != Assurance.CLAIMED) {
      throw new IllegalArgumentException(
          "assurance " + assurance.text() + ", want attested or claimed");
    }
    if (assurance == Assurance.ATTESTED && evidence.isEmpty()) {
      throw new IllegalArgumentException("attested without evidence, want the digest of it");
    }
  }

  static ListedPosition read(Fields in) throws MalformedException {
    Assurance assurance = in.text("assurance", Assurance::parse);
    Contract contract = ContractJson.read(in);
    Optional<Hash> evidence =
        in.optionalObject("evidence", digest -> digest.text("sha256", Hash::parse));
    Label name = in.text("name", Label::parse);
    Label venue = in.text("venue", Label::parse);
    return in.build(() -> new ListedPosition(assurance, contract, evidence, name, venue));
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("assurance", assurance.text())
            .put("name", name.text())
            .put("venue", venue.text());
    ContractJson.put(json, contract);
    evidence.ifPresent(
        hash -> json.put("evidence", new ObjectBuilder().put("sha256", hash.toString()).build()));
    return json.build();
  }
}
