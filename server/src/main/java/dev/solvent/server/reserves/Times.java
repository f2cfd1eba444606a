package dev.solvent.server.reserves;

import dev.solvent.merkle.MalformedException;
import dev.solvent.server.config.Texts;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 30d}: a time, as the settings write it. */
final class Times implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Texts.duration(text);
    } catch (MalformedException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
