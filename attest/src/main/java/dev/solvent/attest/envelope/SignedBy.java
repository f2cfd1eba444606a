package dev.solvent.attest.envelope;

import dev.solvent.attest.signature.VerifyingKey;
import java.util.List;

/** Whether enough of the pinned keys signed. */
public sealed interface SignedBy {
  /** The pinned keys that did, each once, in their order. */
  List<VerifyingKey> signers();

  /** At least the threshold. */
  record Enough(List<VerifyingKey> signers) implements SignedBy {
    public Enough {
      signers = List.copyOf(signers);
    }
  }

  /** Fewer than the threshold. */
  record TooFew(List<VerifyingKey> signers, int threshold) implements SignedBy {
    public TooFew {
      signers = List.copyOf(signers);
    }

    /** Found and wanted, in words. */
    public String detail() {
      return signers.size() + " of the pinned keys signed, want " + threshold;
    }
  }
}
