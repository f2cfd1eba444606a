package dev.solvent.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/spec/api.md} are what the service answers. */
final class ApiSpecTest {
  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;

  private static List<JsonNode> blocks() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/spec/api.md"))) {
      folder = folder.getParent();
    }
    Matcher blocks = BLOCK.matcher(Files.readString(folder.resolve("docs/spec/api.md")));
    List<JsonNode> found = new ArrayList<>();
    while (blocks.find()) {
      found.add(JSON.readTree(blocks.group(1)));
    }
    return found;
  }

  @Test
  void examples_areAnswered() throws Exception {
    List<JsonNode> blocks = blocks();
    assertEquals(5, blocks.size());
    OpenApi api = OpenApi.resource("openapi.json");
    try (Site site = new Site(data).build(7).publish(7).start()) {
      byte[] answer =
          site.post("/api/v1/epochs/7/proofs", JSON.writeValueAsString(blocks.get(0))).body();
      assertEquals(blocks.get(1), JSON.readTree(answer));
      assertEquals(
          JSON.writeValueAsString(blocks.get(1)), new String(answer, StandardCharsets.UTF_8));
      assertEquals(blocks.get(2), JSON.readTree(site.get("/nothing").body()));
    }
    byte[] history = JSON.writeValueAsBytes(blocks.get(3));
    assertEquals(List.of(), api.wrong("get", "/api/v1/epochs", 200, history));
    byte[] solvency = JSON.writeValueAsBytes(blocks.get(4));
    assertEquals(List.of(), api.wrong("get", "/api/v1/solvency", 200, solvency));
  }
}
