package dev.solvent.server.http.page;

import dev.solvent.attest.policy.Policy;
import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.Route;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page, as it is bundled, and the policy that it checks under: the operator's. Any thread. */
public final class WebFiles {
  /** The policy among the page's files. */
  static final String POLICY_FILE = "assets/policy.json";

  private static final String ASSETS = "assets/";

  /** One document, whatever of it is looked at. */
  private static final List<String> PAGE = List.of("/", "/verify");

  /** Kept, and asked for again each time: a new page is there at once, and whole. */
  private static final String CACHING = "no-cache";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "png", "image/png",
          "sha256", "text/plain; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8",
          "woff2", "font/woff2");

  private final Map<String, String> headers = PageResources.headers();
  private final Map<String, Document> files = new HashMap<>();

  public WebFiles(Policy policy) {
    for (String name : PageResources.names()) {
      byte[] bytes = PageResources.find(name).orElseThrow();
      files.put(name, Document.of(bytes, type(name), CACHING));
    }
    files.put(POLICY_FILE, Document.of(policy.toBytes(), type(POLICY_FILE), CACHING));
  }

  private static String type(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String path : PAGE) {
      routes.add(Route.get(path, context -> answer(context, PageResources.DOCUMENT)));
    }
    routes.add(Route.get("/" + PageResources.OFFLINE, this::offline));
    routes.add(
        Route.get(
            "/" + PageResources.OFFLINE_DIGEST,
            context -> answer(context, PageResources.OFFLINE_DIGEST)));
    routes.add(
        Route.get(
            "/assets/{file}", context -> answer(context, ASSETS + context.pathParam("file"))));
    return routes;
  }

  /** To be kept, not to be opened here: what runs from this server is the page itself. */
  private void offline(Context context) {
    context.header("Content-Disposition", "attachment; filename=\"" + PageResources.OFFLINE + "\"");
    answer(context, PageResources.OFFLINE);
  }

  private void answer(Context context, String name) {
    Document document = files.get(name);
    if (document == null) {
      throw new HttpProblem(Problem.notFound());
    }
    headers.forEach(context::header);
    document.answer(context);
  }
}
