package dev.solvent.verifier.audit.kit;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.tree.TreeHeader;
import java.nio.file.Path;
import java.util.List;

/** What became of the kit's trees. */
public sealed interface Rebuilt {
  /** Of the book's bytes, whether or not it is the one that the kit names. */
  Hash digest();

  /** One tree, and the folder of its files. */
  record Tree(TreeHeader header, Path folder) {}

  /** They were rebuilt, one an asset, in the kit's order. */
  record Trees(Hash digest, long rows, List<Tree> trees) implements Rebuilt {
    public Trees {
      trees = List.copyOf(trees);
    }
  }

  /** The book is none that a tree can be built from. */
  record NoTrees(Hash digest, BookProblems problems) implements Rebuilt {}
}
