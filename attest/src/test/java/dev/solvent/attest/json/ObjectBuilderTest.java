package dev.solvent.attest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectBuilderTest {
  private static JsonObject of(String item) {
    return new ObjectBuilder().put("a", item).build();
  }

  @Test
  void whateverIsPut_isPrinted_inTheOrderOfTheNames() {
    JsonObject object =
        new ObjectBuilder()
            .put("list", List.of("x", "y"), ObjectBuilderTest::of)
            .put("text", "t")
            .put("number", 7)
            .put("no", false)
            .extensions(of("z"))
            .build();
    assertEquals(
        "{\"extensions\":{\"a\":\"z\"},\"list\":[{\"a\":\"x\"},{\"a\":\"y\"}],\"no\":false,"
            + "\"number\":7,\"text\":\"t\"}",
        new String(
            CanonicalJson.print(object, new JsonLimits(1000, 3, 20)), StandardCharsets.UTF_8));
    assertEquals(JsonObject.EMPTY, new ObjectBuilder().extensions(JsonObject.EMPTY).build());
  }

  @Test
  void aNameTwice_isABug() {
    ObjectBuilder builder = new ObjectBuilder().put("a", 1);
    assertThrows(IllegalArgumentException.class, () -> builder.put("a", 2));
  }

  @Test
  void limits_beyondWhatAnyFormatNeeds_areABug() {
    assertEquals(100, new JsonLimits(1, 100, 1).maxDepth());
    assertEquals(0, new JsonLimits(1, 0, 1).maxDepth());
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 101, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0, 0));
  }
}
