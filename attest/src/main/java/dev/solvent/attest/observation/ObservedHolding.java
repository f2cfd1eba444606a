package dev.solvent.attest.observation;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.Comparator;

/** The units of one asset that somebody saw in one account. */
public record ObservedHolding(AccountRef account, AssetRef asset, Amount units) {
  static final Comparator<ObservedHolding> ORDER =
      Comparator.comparing(ObservedHolding::account).thenComparing(ObservedHolding::asset);

  /** Where it was seen, whatever the spelling. */
  public Place place() {
    return Place.of(account, asset);
  }

  static ObservedHolding read(Fields in) throws MalformedException {
    AccountRef account = in.text("account", AccountRef::parse);
    AssetRef asset = in.text("asset", AssetRef::parse);
    return new ObservedHolding(account, asset, in.text("units", Amount::parse));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("account", account.toString())
        .put("asset", asset.toString())
        .put("units", units.toString())
        .build();
  }
}
