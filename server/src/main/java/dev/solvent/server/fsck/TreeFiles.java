package dev.solvent.server.fsck;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.tree.DamagedTreeException;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.merkle.tree.TreeVerifier;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every node of every tree that is kept, from its leaves. */
final class TreeFiles {
  private static final Pattern EPOCH = Pattern.compile("[0-9]{6,16}");
  private static final String REMEDY =
      "bring the tree back from a backup of this epoch's folder; customers' proofs come from it";

  private final DataFolder data;
  private final Damages damages;
  private final int threads;
  private final DiskCheck.Progress progress;

  TreeFiles(DataFolder data, Damages damages, int threads, DiskCheck.Progress progress) {
    this.data = data;
    this.damages = damages;
    this.threads = threads;
    this.progress = progress;
  }

  /** How many trees were derived. */
  long check() throws IOException, InterruptedException {
    long trees = 0;
    for (Path epoch : list(data.epochs())) {
      Path folder = new EpochFolder(epoch).trees();
      if (EPOCH.matcher(String.valueOf(epoch.getFileName())).matches()
          && list(folder).stream().anyMatch(Files::isDirectory)) {
        trees += check(folder);
      }
    }
    return trees;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private long check(Path folder) throws InterruptedException {
    try (LiabilityFolder trees = LiabilityFolder.open(folder)) {
      for (TreeFolder tree : trees.trees()) {
        verify(tree, folder.resolve(tree.header().asset().ticker().text()));
      }
      return trees.trees().size();
    } catch (DamagedTreeException e) {
      damages.add(ofTree(String.valueOf(e.getMessage()), damages.name(folder)));
      return 0;
    } catch (IOException | UserError e) {
      damages.add(new Damage(damages.name(folder), String.valueOf(e.getMessage()), REMEDY));
      return 0;
    }
  }

  /** What is said of a damaged tree begins with its file. */
  private Damage ofTree(String message, String folder) {
    int end = message.indexOf(": ");
    return end < 0
        ? new Damage(folder, message, REMEDY)
        : new Damage(
            damages.name(Path.of(message.substring(0, end))), message.substring(end + 2), REMEDY);
  }

  private void verify(TreeFolder tree, Path folder) throws IOException, InterruptedException {
    String name = damages.name(folder);
    double all = Math.scalb(1.0, tree.header().commitment().height());
    AtomicLong leaves = new AtomicLong();
    List<String> found =
        TreeVerifier.verify(
            tree, threads, more -> progress.show(leaves.addAndGet(more) / all, "deriving " + name));
    if (found.isEmpty()) {
      return;
    }
    // The header is sealed and says what was attested: where the leaves do not come to it, they
    // are wrong, and the nodes only differ from them.
    Optional<String> atLeaves =
        found.stream().filter(difference -> !difference.startsWith("nodes: ")).findFirst();
    damages.add(
        atLeaves
            .map(difference ->
                new Damage(
                    name + "/leaves",
                    "the leaves do not come to what was attested: " + difference,
                    REMEDY))
            .orElseGet(() -> new Damage(name + "/nodes", found.getFirst(), REMEDY)));
  }
}
