package dev.solvent.server.http.files;

import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.published.PublicFolder.OpenFile;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small files that never change, as they were asked for last, so that each is compressed once. One
 * whose file is another by now is read again. Any thread.
 */
final class RecentDocuments {
  private static final long MOST_BYTES = 32 << 20;

  /** Guarded by this. */
  private final Map<PublicPath, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Guarded by this. */
  private long bytes;

  private record Kept(long size, FileTime modified, Document document) {
    boolean isOf(BasicFileAttributes file) {
      return size == file.size() && modified.equals(file.lastModifiedTime());
    }
  }

  Document find(PublicPath path, OpenFile file) throws IOException {
    synchronized (this) {
      @Nullable Kept known = kept.get(path);
      if (known != null && known.isOf(file.attributes())) {
        return known.document();
      }
    }
    Document document = Document.of(file.read(), path.kind().type(), path.kind().caching());
    keep(path, new Kept(file.size(), file.attributes().lastModifiedTime(), document));
    return document;
  }

  private synchronized void keep(PublicPath path, Kept document) {
    @Nullable Kept before = kept.put(path, document);
    bytes += document.document().size() - (before == null ? 0 : before.document().size());
    Iterator<Kept> oldest = kept.values().iterator();
    while (bytes > MOST_BYTES) {
      bytes -= oldest.next().document().size();
      oldest.remove();
    }
  }
}
