package dev.solvent.server.config;

import dev.solvent.attest.prices.Label;
import java.nio.file.Path;

/** Where one source's prices are found. */
public sealed interface PriceSetting {
  Label source();

  /** Written by somebody else, who writes it anew for each epoch. */
  record InFile(Label source, Path file) implements PriceSetting {}
}
