package dev.solvent.server.http.files;

import dev.solvent.server.http.edge.Conditions;
import dev.solvent.server.http.edge.Exchange;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.published.PublicFolder.OpenFile;
import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with a file, or a range of it, a piece at a time. One thread. */
final class LargeFile {
  private static final int PIECE = 64 << 10;

  /** A client that takes fewer bytes a second is cut off. */
  private static final long SLOWEST = 32 << 10;

  private static final Duration SHORTEST = Duration.ofSeconds(30);

  private final OpenFile file;
  private final PublicPath path;

  LargeFile(OpenFile file, PublicPath path) {
    this.file = file;
    this.path = path;
  }

  void answer(Context context) throws IOException {
    String entity = "\"" + tag() + "\"";
    context
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", path.kind().caching())
        .header("ETag", entity);
    if (Conditions.hasAlready(context, entity)) {
      context.status(304);
      return;
    }
    context.contentType(path.kind().type());
    boolean head = context.method().name().equals("HEAD");
    @Nullable String range = context.header("Range");
    ByteRange asked =
        range == null || head || !Conditions.mayContinue(context, entity)
            ? new ByteRange.Whole()
            : ByteRange.parse(range, file.size());
    switch (asked) {
      case ByteRange.Whole whole -> send(context, 0, file.size(), head);
      case ByteRange.Part(long first, long length) -> {
        long last = first + length - 1;
        context
            .status(206)
            .header("Content-Range", "bytes " + first + "-" + last + "/" + file.size());
        send(context, first, length, false);
      }
      case ByteRange.Beyond beyond ->
          throw new HttpProblem(
              new Problem(
                  416,
                  "a range beyond the end, want bytes 0 to " + (file.size() - 1),
                  Map.of("Content-Range", "bytes */" + file.size())));
    }
  }

  /** A blob is called after its bytes; what else is large never changes and is told by its file. */
  private String tag() {
    if (path.kind() == PublicPath.Kind.BLOB) {
      return path.place().substring(path.place().lastIndexOf('/') + 1);
    }
    return Long.toHexString(file.size())
        + "-"
        + Long.toHexString(file.attributes().lastModifiedTime().toMillis());
  }

  private void send(Context context, long first, long length, boolean head) throws IOException {
    context.res().setContentLengthLong(length);
    if (head) {
      return;
    }
    Duration enough = Duration.ofSeconds(length / SLOWEST);
    Exchange.of(context).allow(enough.compareTo(SHORTEST) > 0 ? enough : SHORTEST);
    OutputStream out = context.res().getOutputStream();
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, length)));
    long position = first;
    long end = first + length;
    while (position < end) {
      piece.clear().limit((int) Math.min(piece.capacity(), end - position));
      int read = file.channel().read(piece, position);
      if (read < 0) {
        throw new EOFException("a file was cut short while it was sent");
      }
      out.write(piece.array(), 0, read);
      position += read;
    }
  }
}
