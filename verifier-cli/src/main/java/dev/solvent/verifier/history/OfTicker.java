package dev.solvent.verifier.history;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an asset's ticker. */
final class OfTicker implements ITypeConverter<Ticker> {
  @Override
  public Ticker convert(String text) {
    try {
      return Ticker.parse(text);
    } catch (MalformedException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
