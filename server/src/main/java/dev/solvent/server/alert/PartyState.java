package dev.solvent.server.alert;

import java.util.Optional;

/**
 * How it stands with a witness or a time authority.
 *
 * @param name as the settings call it
 * @param fault what came of asking it last, in plain words; empty where it did what it was asked
 */
public record PartyState(String name, Optional<String> fault) {
  public static PartyState good(String name) {
    return new PartyState(name, Optional.empty());
  }

  public static PartyState bad(String name, String fault) {
    return new PartyState(name, Optional.of(fault));
  }
}
