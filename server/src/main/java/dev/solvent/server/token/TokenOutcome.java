package dev.solvent.server.token;

import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;

/** What a presented token is good for. */
public sealed interface TokenOutcome {
  /** It is good for what was asked. */
  record Allowed(ApiToken token) implements TokenOutcome {}

  /** Nobody was given such a token, or it is none. */
  record Unknown() implements TokenOutcome {}

  /** It was good once. */
  record Revoked(ApiToken token) implements TokenOutcome {}

  /** It is good, for other things than this. */
  record OutOfScope(ApiToken token, Scope wanted) implements TokenOutcome {}
}
