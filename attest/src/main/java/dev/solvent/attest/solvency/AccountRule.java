package dev.solvent.attest.solvency;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.MalformedException;

/**
 * Where an account stands: the class of its liquidity, and in whose hands it is.
 *
 * @param custodian who has to stay good for it; the exchange has a name here as well
 */
record AccountRule(AccountRef account, Label custodian, Label liquidity) {
  static AccountRule read(Fields in) throws MalformedException {
    return new AccountRule(
        in.text("account", AccountRef::parse),
        in.text("custodian", Label::parse),
        in.text("class", Label::parse));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("account", account.toString())
        .put("class", liquidity.text())
        .put("custodian", custodian.text())
        .build();
  }
}
