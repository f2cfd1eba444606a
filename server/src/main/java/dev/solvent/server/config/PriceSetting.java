package dev.solvent.server.config;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.Ticker;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where one source's prices are found. */
public sealed interface PriceSetting {
  Label source();

  /** Written by somebody else, who writes it anew for each epoch. */
  record InFile(Label source, Path file) implements PriceSetting {}

  /** Feeds of the interface AggregatorV3, read at the block at which the reserves are. */
  record OnChain(Label source, ChainId chain, SortedMap<Ticker, EvmAddress> feeds)
      implements PriceSetting {
    public OnChain {
      feeds = Collections.unmodifiableSortedMap(new TreeMap<>(feeds));
    }
  }
}
