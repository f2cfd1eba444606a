package dev.solvent.server.http.files;

import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path of the layout, and so a place in the folder.
 *
 * @param place below the folder, without a slash before
 */
record PublicPath(Kind kind, String place) {
  private static final String JSON = "application/json";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  /** What may stand there. */
  enum Kind {
    POINTER("/.well-known/proof-of-reserves", JSON, "public, max-age=30"),
    ROOT("/trust/{file}", JSON, IMMUTABLE),
    CHECKPOINT("/log/checkpoint", "text/plain; charset=utf-8", "no-store"),
    TILE("/log/tile/<path>", "application/octet-stream", IMMUTABLE),
    ATTESTATION("/attestations/{file}", JSON, IMMUTABLE),
    BLOB("/blobs/sha256/{digest}", "application/octet-stream", IMMUTABLE);

    private final String template;
    private final String type;
    private final String caching;

    Kind(String template, String type, String caching) {
      this.template = template;
      this.type = type;
      this.caching = caching;
    }

    String template() {
      return template;
    }

    String type() {
      return type;
    }

    String caching() {
      return caching;
    }

    boolean isImmutable() {
      return caching.equals(IMMUTABLE);
    }
  }

  private static final String NUMBER = "[1-9][0-9]{0,15}";
  private static final Pattern ROOT = Pattern.compile("trust/" + NUMBER + "\\.root\\.json");
  private static final Pattern ATTESTATION =
      Pattern.compile("attestations/" + NUMBER + "\\.(?:dsse|bundle)\\.json");
  private static final Pattern BLOB = Pattern.compile("blobs/sha256/[0-9a-f]{64}");
  private static final String LOG = "log/";

  /** Empty where the layout has no such path of that kind. */
  static Optional<PublicPath> of(Kind kind, String path) {
    String place = path.substring(Math.min(1, path.length()));
    boolean allowed =
        switch (kind) {
          case POINTER -> place.equals(PublishedPath.POINTER);
          case CHECKPOINT -> place.equals(PublishedPath.CHECKPOINT);
          case ROOT -> ROOT.matcher(place).matches();
          case ATTESTATION -> ATTESTATION.matcher(place).matches();
          case BLOB -> BLOB.matcher(place).matches();
          case TILE -> isTile(place);
        };
    return allowed ? Optional.of(new PublicPath(kind, place)) : Optional.empty();
  }

  private static boolean isTile(String place) {
    try {
      TilePath.parse(place.substring(Math.min(LOG.length(), place.length())));
      return place.startsWith(LOG);
    } catch (MalformedException e) {
      return false;
    }
  }
}
