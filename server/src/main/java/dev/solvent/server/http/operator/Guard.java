package dev.solvent.server.http.operator;

import dev.solvent.attest.signature.Digests;
import dev.solvent.server.http.edge.Buckets;
import dev.solvent.server.http.edge.Exchange;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.Rate;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.ApiTokens;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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

  private final ApiTokens tokens;
  private final Buckets<InetAddress> failures;

  Guard(ApiTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    failures = new Buckets<>(FAILURES, clock);
  }

  Handler needs(Scope scope, Handler handler) {
    return context -> {
      if (!token(context).scopes().contains(scope)) {
        throw new HttpProblem(403, "this token is not good for that");
      }
      handler.handle(context);
    };
  }

  private ApiToken token(Context context) throws IOException {
    return good(context.header("Authorization")).orElseThrow(() -> refusal(context));
  }

  private Optional<ApiToken> good(@Nullable String header) throws IOException {
    if (header == null || header.length() > LONGEST || !header.startsWith(SCHEME)) {
      return Optional.empty();
    }
    byte[] token = header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return tokens.find(Digests.sha256(token)).filter(found -> found.revoked().isEmpty());
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
