package dev.solvent.server.http.operator;

import dev.solvent.server.http.edge.Buckets;
import dev.solvent.server.http.edge.Exchange;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.Rate;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.ApiTokens;
import dev.solvent.server.token.TokenCheck;
import dev.solvent.server.token.TokenOutcome;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever brings a token of the scope. Every refusal of a token reads the same: missing,
 * malformed, unknown and revoked cannot be told apart. Any thread.
 */
final class Guard {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 512;

  /**
   * How often one address may fail. A token that is good passes all the same: on a machine's own
   * port everybody has one address, and a program gone wrong must not lock the others out.
   */
  private static final Rate FAILURES = new Rate(0.2, 10);

  private final TokenCheck tokens;
  private final Buckets<InetAddress> failures;

  Guard(ApiTokens tokens, InstantSource clock) {
    this.tokens = new TokenCheck(tokens);
    failures = new Buckets<>(FAILURES, clock);
  }

  Handler needs(Scope scope, Handler handler) {
    return context -> {
      switch (check(context.header("Authorization"), scope)) {
        case TokenOutcome.Allowed _ -> handler.handle(context);
        case TokenOutcome.OutOfScope _ ->
            throw new HttpProblem(403, "this token is not good for that");
        case TokenOutcome.Unknown _, TokenOutcome.Revoked _ -> throw refusal(context);
      }
    };
  }

  private TokenOutcome check(@Nullable String header, Scope scope) throws IOException {
    return header == null || header.length() > LONGEST || !header.startsWith(SCHEME)
        ? new TokenOutcome.Unknown()
        : tokens.check(header.substring(SCHEME.length()), scope);
  }

  private HttpProblem refusal(Context context) {
    if (failures.take(Exchange.of(context).client(), 1) instanceof Buckets.Grant.Wait wait) {
      return new HttpProblem(
          new Problem(
              429,
              "too many requests without a good token",
              Map.of("Retry-After", Long.toString(wait.seconds()))));
    }
    return new HttpProblem(
        new Problem(401, "no good token, want one", Map.of("WWW-Authenticate", "Bearer")));
  }
}
