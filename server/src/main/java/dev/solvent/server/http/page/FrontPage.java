package dev.solvent.server.http.page;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.published.PublicFolder;
import dev.solvent.server.http.published.Publication;
import dev.solvent.server.http.published.Publications;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /}: whose attestations these are, which is the newest, and where to look. Any thread. */
public final class FrontPage {
  private final Issuer issuer;
  private final Publications publications;

  public FrontPage(Issuer issuer, Publications publications) {
    this.issuer = issuer;
    this.publications = publications;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/",
            context -> {
              context.header("Content-Security-Policy", WebFiles.POLICY);
              Document.of(
                      html(publications.now()), "text/html; charset=utf-8", "public, max-age=30")
                  .answer(context);
            }));
  }

  /** Of a domain name and numbers, which have nothing to escape. */
  private byte[] html(Publication now) {
    StringBuilder page =
        new StringBuilder()
            .append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
            .append("<title>Proof of reserves of ")
            .append(issuer)
            .append("</title>\n<h1>Proof of reserves of ")
            .append(issuer)
            .append("</h1>\n");
    Optional<Epoch> newest = now.newest();
    page.append(
        newest
            .map(epoch -> "<p>The newest attestation is that of epoch " + epoch + ".</p>\n")
            .orElse("<p>Nothing was published yet.</p>\n"));
    page.append("<ul>\n");
    newest.ifPresent(epoch -> {
      link(page, PublicFolder.bundle(epoch), "Its bundle, to be verified offline");
      link(page, PublicFolder.envelope(epoch), "Its signed statement");
    });
    link(page, PublicFolder.POINTER, "Where everything is, for programs");
    link(page, PublicFolder.CHECKPOINT, "The log's checkpoint");
    link(page, "api/v1/epochs", "All epochs");
    link(page, "openapi.json", "The API's description");
    return page.append("</ul>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void link(StringBuilder page, String place, String text) {
    page.append("<li><a href=\"/").append(place).append("\">").append(text).append("</a></li>\n");
  }
}
