package dev.solvent.verifier.audit;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 256m}: bytes, or with a letter behind. */
final class MemorySize implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    if (!text.matches("[1-9][0-9]{0,9}[kmgKMG]?")) {
      throw new TypeConversionException("\"" + text + "\", want bytes, such as 256m or 1g");
    }
    int digits = text.length() - 1;
    return switch (text.toLowerCase(Locale.ROOT).charAt(digits)) {
      case 'k' -> Long.parseLong(text.substring(0, digits)) << 10;
      case 'm' -> Long.parseLong(text.substring(0, digits)) << 20;
      case 'g' -> Long.parseLong(text.substring(0, digits)) << 30;
      default -> Long.parseLong(text);
    };
  }
}
