package dev.solvent.server.party;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Quoted;
import java.nio.charset.StandardCharsets;

/** What came of a question. */
public sealed interface Answer {
  /** The party answered, with a status that another try would not change. */
  record Answered(int status, Octets body) implements Answer {
    /** The first of its words, safe to show. */
    public String words() {
      return Quoted.of(new String(body.toBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  /** Nobody was there, or too late, or it said too much; in one sentence without an address. */
  record Away(String why) implements Answer {}
}
