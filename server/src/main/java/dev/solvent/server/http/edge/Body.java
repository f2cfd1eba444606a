package dev.solvent.server.http.edge;

import io.javalin.http.Context;
import java.io.IOException;

/** Reads a request's body, which is bounded. */
public final class Body {
  private Body() {}

  /** The whole body, or a problem where it has more than so many bytes. */
  public static byte[] read(Context context, int most) throws IOException {
    if (context.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    byte[] body = context.req().getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw tooLarge(most);
    }
    return body;
  }

  private static HttpProblem tooLarge(int most) {
    return new HttpProblem(413, "the body is too large, want at most " + most + " bytes");
  }
}
