package dev.solvent.verifier.explain;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import java.util.List;

/**
 * What one name means.
 *
 * @param summary one line, without a full stop
 */
record Explanation(Kind kind, String name, String summary, List<Section> sections) {
  /** What the name is one of. */
  enum Kind {
    CHECK("check"),
    VERDICT("verdict"),
    ASSURANCE("assurance");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** A question, and its answer as lines for a terminal. */
  record Section(String heading, List<String> lines) {
    Section {
      lines = List.copyOf(lines);
    }

    JsonObject toJson() {
      return new ObjectBuilder()
          .put("heading", heading)
          .put("text", String.join(" ", lines))
          .build();
    }
  }

  Explanation {
    sections = List.copyOf(sections);
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("kind", kind.text())
        .put("name", name)
        .put("sections", sections, Section::toJson)
        .put("summary", summary)
        .build();
  }
}
