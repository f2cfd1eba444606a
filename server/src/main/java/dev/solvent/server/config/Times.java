package dev.solvent.server.config;

import dev.solvent.merkle.MalformedException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 30d}: a time, as the settings write it. */
public final class Times implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Texts.duration(text);
    } catch (MalformedException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
