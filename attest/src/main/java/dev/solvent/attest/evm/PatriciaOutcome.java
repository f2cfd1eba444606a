package dev.solvent.attest.evm;

import dev.solvent.attest.octets.Octets;

/** What a list of trie nodes shows of a key under a root. */
public sealed interface PatriciaOutcome {
  /** The trie holds this value there, which is never empty. */
  record Present(Octets value) implements PatriciaOutcome {}

  /** The trie holds nothing there. */
  record Absent() implements PatriciaOutcome {}

  /** The nodes show neither. */
  record Refused(String detail) implements PatriciaOutcome {}
}
