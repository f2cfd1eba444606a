package dev.solvent.server.http.page;

import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.ResourceDocument;
import dev.solvent.server.http.edge.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, {@code /web/} on the class path. Any thread. */
public final class WebFiles {
  public static final String ASSETS = "/assets/{file}";
  public static final String VERIFY = "/verify";

  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CACHING = "public, max-age=300";
  private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}\\.([a-z0-9]{2,5})");
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "png", "image/png",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  /** What was found, by its name; a name that is not there is not kept: there are endless ones. */
  private final Map<String, Document> found = new ConcurrentHashMap<>();

  public List<Route> routes() {
    return List.of(
        Route.get(VERIFY, context -> answer(context, "/web/verify.html", HTML)),
        Route.get(ASSETS, this::asset));
  }

  private void asset(Context context) {
    Matcher form = FILE.matcher(context.pathParam("file"));
    String type = form.matches() ? TYPES.get(form.group(1)) : null;
    if (type == null) {
      throw new HttpProblem(Problem.notFound());
    }
    answer(context, "/web/assets/" + form.group(), type);
  }

  private void answer(Context context, String name, String type) {
    Document document =
        Optional.ofNullable(found.get(name))
            .or(() -> ResourceDocument.find(name, type, CACHING))
            .orElseThrow(() -> new HttpProblem(Problem.notFound()));
    found.putIfAbsent(name, document);
    context.header("Content-Security-Policy", POLICY);
    document.answer(context);
  }
}
