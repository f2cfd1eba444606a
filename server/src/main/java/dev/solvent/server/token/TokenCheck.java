package dev.solvent.server.token;

import dev.solvent.attest.signature.Digests;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.ApiTokens;
import dev.solvent.server.token.TokenOutcome.Allowed;
import dev.solvent.server.token.TokenOutcome.OutOfScope;
import dev.solvent.server.token.TokenOutcome.Revoked;
import dev.solvent.server.token.TokenOutcome.Unknown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whether who presents a token may do what is asked. Any thread. */
public final class TokenCheck {
  private final ApiTokens tokens;

  public TokenCheck(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Looks once into the store, whatever was presented, so that the time tells nothing of its form.
   */
  public TokenOutcome check(String presented, Scope wanted) throws IOException {
    Optional<ApiToken> found =
        tokens.find(Digests.sha256(presented.getBytes(StandardCharsets.UTF_8)));
    if (found.isEmpty()) {
      return new Unknown();
    }
    ApiToken token = found.get();
    if (token.revoked().isPresent()) {
      return new Revoked(token);
    }
    return token.scopes().contains(wanted) ? new Allowed(token) : new OutOfScope(token, wanted);
  }
}
