package dev.solvent.server.http.edge;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty says where it refuses by itself, such as a request that cannot be parsed. */
final class ErrorPages extends ErrorHandler {
  private static final List<String> OF_THE_ANSWER_THAT_WAS_NOT =
      List.of(
          "ETag", "Content-Encoding", "Content-Length", "Content-Range", "Accept-Ranges", "Vary");

  private final EdgeSettings settings;

  ErrorPages(EdgeSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = Problem.ofStatus(response.getStatus());
    HttpFields.Mutable fields = response.getHeaders();
    OF_THE_ANSWER_THAT_WAS_NOT.forEach(fields::remove);
    SecurityHeaders.of(settings).forEach(fields::put);
    problem.allHeaders().forEach(fields::put);
    response.write(true, ByteBuffer.wrap(problem.json()), callback);
    return true;
  }
}
