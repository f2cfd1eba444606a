package dev.solvent.server.alert;

import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A holding that is gone, or has become much smaller, from one epoch's reserves to the next.
 *
 * @param to empty where the later manifest does not have it at all
 */
public record Movement(Holding from, Epoch before, Epoch after, Optional<Amount> to) {
  private static final int WHOLE = 10_000;

  /** An account, and an asset in it. */
  private record Place(String account, String asset) {
    static Place of(Holding holding) {
      return new Place(holding.account().toString(), holding.asset().toString());
    }
  }

  /**
   * What moved.
   *
   * @param basisPoints in ten-thousandths: a holding on a chain that fell by more of what it was
   *     has moved; a custodian's figure goes up and down by itself
   */
  public static List<Movement> between(
      ReservesManifest before, ReservesManifest after, int basisPoints) {
    Map<Place, Amount> now = new HashMap<>();
    after.holdings().forEach(holding -> now.put(Place.of(holding), holding.units()));
    List<Movement> moved = new ArrayList<>();
    for (Holding holding : before.holdings()) {
      Optional<Amount> to = Optional.ofNullable(now.get(Place.of(holding)));
      boolean onChain = holding.assurance() != Assurance.ATTESTED;
      if (to.isEmpty()
          ? !holding.units().isZero()
          : onChain && fell(holding, to.get(), basisPoints)) {
        moved.add(new Movement(holding, before.epoch(), after.epoch(), to));
      }
    }
    return moved;
  }

  private static boolean fell(Holding from, Amount to, int basisPoints) {
    BigInteger was = from.units().toBigInteger();
    BigInteger lost = was.subtract(to.toBigInteger());
    return lost.multiply(BigInteger.valueOf(WHOLE))
            .compareTo(was.multiply(BigInteger.valueOf(basisPoints)))
        > 0;
  }

  String subject() {
    return from.asset() + " in " + from.account();
  }

  String sentence() {
    int decimals = from.countsAs().decimals();
    String was =
        subject()
            + ": "
            + from.units().toDecimal(decimals)
            + " "
            + from.countsAs().ticker()
            + " in epoch "
            + before;
    return to.map(amount -> was + ", " + amount.toDecimal(decimals) + " in epoch " + after)
        .orElseGet(() -> was + ", and epoch " + after + " does not have it");
  }
}
