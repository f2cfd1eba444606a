package dev.solvent.server.http.files;

import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.files.PublicPath.Kind;
import dev.solvent.server.http.published.PublicFolder;
import dev.solvent.server.http.published.PublicFolder.OpenFile;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Serves every file of the layout. Any thread. */
public final class PublicFiles {
  /** What is larger is read from the disk each time, and not compressed. */
  private static final int SMALL = 1 << 20;

  private final PublicFolder folder;
  private final RecentDocuments recent = new RecentDocuments();

  public PublicFiles(PublicFolder folder) {
    this.folder = folder;
  }

  public List<Route> routes() {
    return Arrays.stream(Kind.values())
        .map(kind -> Route.get(kind.template(), context -> answer(kind, context)))
        .toList();
  }

  private void answer(Kind kind, Context context) throws IOException {
    PublicPath path =
        PublicPath.of(kind, context.path()).orElseThrow(() -> new HttpProblem(Problem.notFound()));
    try (OpenFile file =
        folder.open(path.place()).orElseThrow(() -> new HttpProblem(Problem.notFound()))) {
      if (kind == Kind.BLOB || file.size() > SMALL) {
        new LargeFile(file, path).answer(context);
      } else if (kind.isImmutable()) {
        recent.find(path, file).answer(context);
      } else {
        Document.of(file.read(), kind.type(), kind.caching()).answer(context);
      }
    }
  }
}
