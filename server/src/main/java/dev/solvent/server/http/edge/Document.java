package dev.solvent.server.http.edge;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes that are answered whole: with a strong entity tag made of them, and compressed for whoever
 * takes that, where it is worth it. Immutable; any thread.
 */
public final class Document {
  private static final int WORTH_IT = 1 << 10;
  private static final int TAG_BYTES = 16;

  private final byte[] bytes;
  private final Optional<byte[]> gzip;
  private final String type;
  private final String caching;
  private final String tag;

  private Document(byte[] bytes, String type, String caching) {
    this.bytes = bytes;
    this.type = type;
    this.caching = caching;
    tag = HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES);
    gzip =
        isText(type) && bytes.length >= WORTH_IT ? Optional.of(compress(bytes)) : Optional.empty();
  }

  /** The bytes are the document's from now on. */
  public static Document of(byte[] bytes, String type, String caching) {
    return new Document(bytes, type, caching);
  }

  private static boolean isText(String type) {
    return type.startsWith("application/json") || type.startsWith("text/");
  }

  /** How much memory it takes. */
  public int size() {
    return bytes.length + gzip.map(compressed -> compressed.length).orElse(0);
  }

  /** Answers with it, or with 304 where the client has it. */
  public void answer(Context context) {
    boolean compressed = gzip.isPresent() && Conditions.takesGzip(context);
    String entity = "\"" + tag + (compressed ? "-gzip" : "") + "\"";
    context.header("Cache-Control", caching).header("ETag", entity);
    if (gzip.isPresent()) {
      context.header("Vary", "Accept-Encoding");
    }
    if (Conditions.hasAlready(context, entity)) {
      context.status(304);
      return;
    }
    context.contentType(type);
    if (compressed) {
      context.header("Content-Encoding", "gzip");
    }
    send(context, compressed ? gzip.orElseThrow() : bytes);
  }

  private static void send(Context context, byte[] body) {
    context.res().setContentLength(body.length);
    if (!context.method().name().equals("HEAD")) {
      try {
        context.res().getOutputStream().write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always writable", e);
    }
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
