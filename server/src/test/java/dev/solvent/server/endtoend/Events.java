package dev.solvent.server.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of the event stream who comes again. One thread; a test's time ends a wait. */
final class Events implements AutoCloseable {
  private final InputStream body;
  private final BufferedReader lines;

  private Events(InputStream body) {
    this.body = body;
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** Opens it where the last attestation that was told is this one. */
  static Events after(String site, long epoch) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(site).resolve("/stream/v1/events"))
            .header("Last-Event-ID", Long.toString(epoch))
            .build();
    return new Events(
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body());
  }

  /** The data of the next attestation, which has to be this epoch's. */
  String attestation(long epoch) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("event: attestation")) {
        String id = lines.readLine();
        if (!id.equals("id: " + epoch)) {
          throw new IOException(id + ", want epoch " + epoch);
        }
        return lines.readLine().substring("data: ".length());
      }
      if (line.equals("event: reset")) {
        throw new IOException("a reset, want epoch " + epoch);
      }
    }
    throw new IOException("the stream ended, want epoch " + epoch);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
