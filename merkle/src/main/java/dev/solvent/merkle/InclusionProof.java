package dev.solvent.merkle;

import java.util.List;

/**
 * The claim that a balance is counted: the leaf's index and one sibling a level, the leaf's own
 * first. Of its asset and decimals only that they equal the attested ones is ever used.
 *
 * <p>Values are any that the types allow; {@link InclusionCheck} says whether they prove anything.
 */
public record InclusionProof(Asset asset, Amount balance, long index, List<Node> siblings) {
  public InclusionProof {
    siblings = List.copyOf(siblings);
  }
}
