package dev.solvent.server.config;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.chain.bitcoin.Descriptor;
import dev.solvent.chain.reserves.Reserve;

/** A reserve, or what a chain's node has to spell out to reserves. */
sealed interface ReserveEntry {
  record Spelled(Reserve reserve) implements ReserveEntry {}

  record Described(Descriptor descriptor, AssetRef coin) implements ReserveEntry {}
}
