package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.solvency.Shares.Share;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.List;

/**
 * Whether what is held is what is owed, and on how few it all rests: section 5 of the format.
 *
 * @param heldConcentration and {@code owedConcentration}: {@link Shares#concentration}, over assets
 */
record Imbalance(
    List<OfAsset> assets,
    long heldConcentration,
    long owedConcentration,
    Share largestAsset,
    Share largestCustodian,
    Share largestIssuer,
    JsonObject rebalancing) {
  /**
   * Its shares of all that is held and of all that is owed, in ten-thousandths, rounded up.
   *
   * @param difference of the two before they are rounded, rounded up
   */
  record OfAsset(Ticker asset, long held, long owed, long difference) {
    JsonObject toJson() {
      return new ObjectBuilder()
          .put("asset", asset.text())
          .put("difference", difference)
          .put("held", held)
          .put("owed", owed)
          .build();
    }
  }

  static Imbalance of(ValuedSheet sheet) {
    BigInteger held = sheet.held();
    BigInteger owed = sheet.owed();
    Shares heldShares = new Shares();
    Shares owedShares = new Shares();
    Shares custodians = new Shares();
    Shares issuers = new Shares();
    for (ValuedLine line : sheet.lines()) {
      String asset = line.line().asset().ticker().text();
      heldShares.add(asset, line.counted().raw());
      owedShares.add(asset, line.owed());
      line.line().issuer().ifPresent(who -> issuers.add(who.text(), line.counted().raw()));
      for (Lot lot : line.line().lots()) {
        if (lot.counts()) {
          custodians.add(lot.custodian().text(), line.value(lot.units()));
        }
      }
    }
    return new Imbalance(
        sheet.lines().stream().map(line -> ofAsset(line, held, owed)).toList(),
        heldShares.concentration(),
        owedShares.concentration(),
        heldShares.largest(held),
        custodians.largest(held),
        issuers.largest(held),
        Rebalancing.of(sheet).toJson(sheet.measure()));
  }

  private static OfAsset ofAsset(ValuedLine line, BigInteger held, BigInteger owed) {
    BigInteger here = line.counted().raw();
    return new OfAsset(
        line.line().asset().ticker(),
        Measure.share(here, held),
        Measure.share(line.owed(), owed),
        difference(here, held, line.owed(), owed));
  }

  /** Nothing of nothing is a share of 0. */
  private static long difference(
      BigInteger here, BigInteger held, BigInteger owedHere, BigInteger owed) {
    BigInteger allHeld = held.max(BigInteger.ONE);
    BigInteger allOwed = owed.max(BigInteger.ONE);
    return Measure.share(
        here.multiply(allOwed).subtract(owedHere.multiply(allHeld)).abs(),
        allHeld.multiply(allOwed));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("assets", assets, OfAsset::toJson)
        .put(
            "concentration",
            new ObjectBuilder()
                .put("held", heldConcentration)
                .put("owed", owedConcentration)
                .build())
        .put(
            "largest",
            new ObjectBuilder()
                .put("asset", largestAsset.toJson())
                .put("custodian", largestCustodian.toJson())
                .put("issuer", largestIssuer.toJson())
                .build())
        .put("rebalancing", rebalancing)
        .build();
  }
}
