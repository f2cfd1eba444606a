package dev.solvent.server.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The exchange's own app, with a token for the operator's API. One thread. */
record OperatorsApp(String port, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/operator/v1" + path))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  String link(String account) throws IOException, InterruptedException {
    byte[] answer = post("/links", "{\"accounts\":[{\"account\":\"" + account + "\"}]}").body();
    return Program.field(new String(answer, StandardCharsets.UTF_8), "link");
  }

  HttpResponse<byte[]> receipt(String account, long epoch)
      throws IOException, InterruptedException {
    return post("/receipts", "{\"account\":\"" + account + "\",\"epoch\":" + epoch + "}");
  }
}
