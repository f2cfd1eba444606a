package dev.solvent.server.http.operator;

import dev.solvent.attest.program.UserError;
import dev.solvent.server.http.edge.EdgeSettings;
import java.net.URI;

/**
 * Where the operator's API listens.
 *
 * @param page the address of the page that customers' links lead to
 * @param remote whether it may listen where other machines reach it
 */
public record OperatorSettings(EdgeSettings edge, URI page, boolean remote) {
  public OperatorSettings {
    if (!edge.address().isLoopbackAddress() && !remote) {
      throw new UserError(
          "operator API on "
              + edge.address().getHostAddress()
              + ", want an address that this machine alone reaches",
          "use 127.0.0.1, or allow others on purpose and put TLS before it");
    }
    if (edge.anyOrigin()) {
      throw new IllegalArgumentException("operator API for pages of any origin, want none");
    }
    if (page.getRawFragment() != null || page.getRawQuery() != null || !page.isAbsolute()) {
      throw new IllegalArgumentException("page " + page + ", want an address without query");
    }
  }
}
