package dev.solvent.server.http.edge;

import io.javalin.http.Handler;

/**
 * What is answered under one path.
 *
 * @param template the path, with its parameters in braces, as logs, metrics and the API's
 *     description have it
 */
public record Route(Method method, String template, Handler handler) {
  /** The methods that we serve. */
  public enum Method {
    /** And HEAD, by the same handler. */
    GET,
    POST,
    /** What a browser asks before it lets a page of another origin ask. */
    OPTIONS
  }

  public static Route get(String template, Handler handler) {
    return new Route(Method.GET, template, handler);
  }

  public static Route post(String template, Handler handler) {
    return new Route(Method.POST, template, handler);
  }

  /** Lets pages of other origins send JSON there. */
  public static Route preflight(String template, String method) {
    return new Route(
        Method.OPTIONS,
        template,
        context ->
            context
                .header("Access-Control-Allow-Headers", "content-type")
                .header("Access-Control-Allow-Methods", method)
                .header("Access-Control-Max-Age", "86400")
                .status(204));
  }
}
