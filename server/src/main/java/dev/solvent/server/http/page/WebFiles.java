package dev.solvent.server.http.page;

import dev.solvent.attest.policy.Policy;
import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.ResourceDocument;
import dev.solvent.server.http.edge.Route;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page, {@code /web/} on the class path, as {@code src/main/web} is bundled; and the policy
 * that it checks under, which is the operator's. Any thread.
 */
public final class WebFiles {
  private static final String ASSETS = "/assets/{file}";
  private static final String POLICY_FILE = "/assets/policy.json";

  /** One document, which looks for itself where it is. */
  private static final List<String> PAGE = List.of("/", "/verify");

  /** The whole page in one file, to be kept and opened without a network. */
  private static final String OFFLINE = "/solvent-verifier.html";

  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

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

  private final Document policy;

  public WebFiles(Policy policy) {
    this.policy = Document.of(policy.toBytes(), "application/json", CACHING);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String path : PAGE) {
      routes.add(Route.get(path, context -> answer(context, "/web/index.html", HTML)));
    }
    routes.add(Route.get(OFFLINE, context -> answer(context, "/web" + OFFLINE, HTML)));
    routes.add(Route.get(POLICY_FILE, policy::answer));
    routes.add(Route.get(ASSETS, this::asset));
    return routes;
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
