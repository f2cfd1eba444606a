package dev.solvent.attest.solvency.positions;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.solvency.positions.Contract.Collateral;
import dev.solvent.attest.solvency.positions.Contract.EuropeanOption;
import dev.solvent.attest.solvency.positions.Contract.Future;
import dev.solvent.attest.solvency.positions.Contract.Loan;
import dev.solvent.attest.solvency.positions.Contract.Maturity;
import dev.solvent.attest.solvency.positions.Contract.Perpetual;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.Ticker;
import java.util.Optional;

/** The fields that one kind of contract has and another has not. */
final class ContractJson {
  private ContractJson() {}

  static Contract read(Fields in) throws MalformedException {
    Asset asset = readAsset(in);
    Amount units = in.text("units", Amount::parse);
    String kind = in.text("kind");
    return switch (kind) {
      case "perpetual" -> {
        Side side = in.text("side", Side::trade);
        Amount entry = in.text("entry", Amount::parse);
        yield in.build(() -> new Perpetual(asset, units, side, entry));
      }
      case "future" -> {
        Side side = in.text("side", Side::trade);
        Amount entry = in.text("entry", Amount::parse);
        Maturity end = readMaturity(in);
        yield in.build(() -> new Future(asset, units, side, entry, end));
      }
      case "option" -> readOption(in, asset, units);
      case "loan" -> {
        Side side = in.text("side", Side::loan);
        Optional<Collateral> collateral =
            in.optionalObject("collateral", ContractJson::readCollateral);
        yield in.build(() -> new Loan(asset, units, side, collateral));
      }
      default ->
          throw in.malformed("kind", Quoted.of(kind) + ", want perpetual, future, option or loan");
    };
  }

  private static EuropeanOption readOption(Fields in, Asset asset, Amount units)
      throws MalformedException {
    Side side = in.text("side", Side::trade);
    boolean call = in.text("right", ContractJson::isCall);
    Amount strike = in.text("strike", Amount::parse);
    int volatility = (int) in.integer("volatility", 0, Integer.MAX_VALUE);
    Maturity end = readMaturity(in);
    return in.build(() -> new EuropeanOption(asset, units, side, call, strike, volatility, end));
  }

  private static boolean isCall(String right) throws MalformedException {
    return switch (right) {
      case "call" -> true;
      case "put" -> false;
      default -> throw new MalformedException("right " + Quoted.of(right) + ", want call or put");
    };
  }

  private static Maturity readMaturity(Fields in) throws MalformedException {
    Timestamp expiry = in.text("expiry", Timestamp::parse);
    int rate = (int) in.integer("rate", Integer.MIN_VALUE, Integer.MAX_VALUE);
    return in.build(() -> new Maturity(expiry, rate));
  }

  private static Collateral readCollateral(Fields in) throws MalformedException {
    Asset asset = readAsset(in);
    Amount units = in.text("units", Amount::parse);
    return in.build(() -> new Collateral(asset, units));
  }

  private static Asset readAsset(Fields in) throws MalformedException {
    Ticker ticker = in.text("asset", Ticker::parse);
    return new Asset(ticker, (int) in.integer("decimals", 0, Asset.MAX_DECIMALS));
  }

  static void put(ObjectBuilder json, Contract contract) {
    put(json.put("kind", contract.kind()), contract.asset(), contract.units());
    switch (contract) {
      case Perpetual it -> json.put("entry", it.entry().toString()).put("side", it.side().text());
      case Future it -> json.put("entry", it.entry().toString()).put("side", it.side().text());
      case EuropeanOption it ->
          json.put("right", it.call() ? "call" : "put")
              .put("side", it.side().text())
              .put("strike", it.strike().toString())
              .put("volatility", it.volatility());
      case Loan it -> {
        json.put("side", it.side().text());
        it.collateral().ifPresent(each -> json.put("collateral", collateral(each)));
      }
    }
    contract
        .maturity()
        .ifPresent(end -> json.put("expiry", end.expiry().toString()).put("rate", end.rate()));
  }

  private static JsonObject collateral(Collateral collateral) {
    return put(new ObjectBuilder(), collateral.asset(), collateral.units()).build();
  }

  private static ObjectBuilder put(ObjectBuilder json, Asset asset, Amount units) {
    return json.put("asset", asset.ticker().text())
        .put("decimals", asset.decimals())
        .put("units", units.toString());
  }
}
