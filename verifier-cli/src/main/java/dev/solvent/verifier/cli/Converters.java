package dev.solvent.verifier.cli;

import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads options as the values they are; a wrong one is told in the value's own words. */
public final class Converters {
  private Converters() {}

  private interface Parser<T> {
    T parse(String text) throws MalformedException;
  }

  private static <T> T read(String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (MalformedException | IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  public static final class OfIssuer implements ITypeConverter<Issuer> {
    @Override
    public Issuer convert(String text) {
      return read(text, Issuer::parse);
    }
  }

  public static final class OfTimestamp implements ITypeConverter<Timestamp> {
    @Override
    public Timestamp convert(String text) {
      return read(text, Timestamp::parse);
    }
  }

  public static final class OfEpoch implements ITypeConverter<Epoch> {
    @Override
    public Epoch convert(String text) {
      if (!text.matches("[1-9][0-9]{0,15}")) {
        throw new TypeConversionException("epoch \"" + text + "\", want 1 to 2^53 - 1");
      }
      return read(text, digits -> new Epoch(Long.parseLong(digits)));
    }
  }

  /** {@code BTC=0.42}. */
  public static final class OfExpectedBalance implements ITypeConverter<ExpectedBalance> {
    @Override
    public ExpectedBalance convert(String text) {
      return read(text, ExpectedBalance::parse);
    }
  }
}
