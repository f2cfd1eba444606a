package dev.solvent.server.http.page;

import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.history.EpochSummary;
import dev.solvent.server.http.history.History;
import dev.solvent.server.http.published.Publication;
import dev.solvent.server.http.published.Publications;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /}: whose attestations these are, which is the newest, and where to look. Any thread. */
public final class FrontPage {
  private final Issuer issuer;
  private final Publications publications;
  private final History history;

  public FrontPage(Issuer issuer, Publications publications, History history) {
    this.issuer = issuer;
    this.publications = publications;
    this.history = history;
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

  /** Of a domain name, tickers, times and numbers, which have nothing to escape. */
  private byte[] html(Publication now) {
    StringBuilder page =
        new StringBuilder()
            .append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
            .append("<link rel=\"stylesheet\" href=\"/assets/plain.css\">\n")
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
    newest.flatMap(this::summary).ifPresent(summary -> judged(page, summary));
    page.append("<ul>\n");
    newest.ifPresent(epoch -> {
      link(page, PublishedPath.bundle(epoch), "Its bundle, to be verified offline");
      link(page, PublishedPath.envelope(epoch), "Its signed statement");
    });
    link(page, PublishedPath.POINTER, "Where everything is, for programs");
    link(page, PublishedPath.CHECKPOINT, "The log's checkpoint");
    link(page, "api/v1/epochs", "All epochs");
    link(page, "openapi.json", "The API's description");
    return page.append("</ul>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Empty until the history has come to it. */
  private Optional<EpochSummary> summary(Epoch epoch) {
    return history.epochs().stream().filter(each -> each.epoch().equals(epoch)).findFirst();
  }

  private static void judged(StringBuilder page, EpochSummary summary) {
    page.append("<p class=\"verdict\">This server's own check: <strong>")
        .append(summary.verdict())
        .append("</strong>")
        .append(summary.verdict() == Verdict.SHORT ? ", the reserves shown do not suffice" : "")
        .append("</p>\n<p>As of ")
        .append(summary.asOf())
        .append("; the next is due by ")
        .append(summary.nextDueBy())
        .append(".</p>\n<table>\n<tr><th>Asset<th>Owed<th>Shown to be held and owned")
        .append("<th>If its block is genuine<th>A custodian's word<th>The exchange's word</tr>\n");
    for (Coverage of : summary.coverage()) {
      page.append("<tr><td>").append(of.asset().ticker());
      cell(page, of, of.liabilities());
      page.append("<td>")
          .append(coins(of, of.counted()))
          .append(String.format(Locale.ROOT, " (%.2f %%)", of.basisPoints() / 100.0));
      cell(page, of, of.conditional());
      cell(page, of, of.attested());
      cell(page, of, of.claimed());
      page.append("</tr>\n");
    }
    page.append("</table>\n<p>Do not take this server's word: the same check runs offline, on the")
        .append(" bundle below.</p>\n");
  }

  private static void cell(StringBuilder page, Coverage of, BigInteger units) {
    page.append("<td>").append(coins(of, units));
  }

  private static String coins(Coverage of, BigInteger units) {
    return new BigDecimal(units, of.asset().decimals()).stripTrailingZeros().toPlainString();
  }

  private static void link(StringBuilder page, String place, String text) {
    page.append("<li><a href=\"/").append(place).append("\">").append(text).append("</a></li>\n");
  }
}
