package dev.solvent.server.http.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document that comes with the program. */
public final class ResourceDocument {
  private ResourceDocument() {}

  /** The resource of that absolute name; empty where this program has none. */
  public static Optional<Document> find(String name, String type, String caching) {
    try (@Nullable InputStream in = ResourceDocument.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(Document.of(in.readAllBytes(), type, caching));
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the program can be read", e);
    }
  }
}
