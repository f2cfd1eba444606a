package dev.solvent.chain.bitcoin;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Has a node expand a descriptor to its addresses, each an account of its own. That they are the
 * descriptor's is the node's word: a wrong one is somebody else's, for which no signature of
 * ownership comes, and counts as claimed.
 */
public final class DescriptorAddresses {
  private DescriptorAddresses() {}

  /** As many as the descriptor means, in their order, all different. */
  public static List<AccountRef> of(BitcoinChain chain, Node node, Descriptor descriptor)
      throws NodeException, MalformedException {
    CoreNode core = new CoreNode(node);
    String text = descriptor.hasChecksum() ? descriptor.text() : withChecksum(core, descriptor);
    JsonNode addresses =
        descriptor.isNumbered()
            ? core.result("deriveaddresses", text, List.of(descriptor.first(), descriptor.last()))
            : core.result("deriveaddresses", text);
    int wanted = descriptor.last() - descriptor.first() + 1;
    if (!addresses.isArray() || addresses.size() != wanted) {
      throw new MalformedException(addresses.size() + " addresses, want " + wanted);
    }
    List<AccountRef> accounts = new ArrayList<>();
    Set<AccountRef> seen = new HashSet<>();
    for (JsonNode address : addresses) {
      String spelled = NodeJson.text(address, "address");
      BitcoinAddress.parse(chain, spelled);
      AccountRef account = new AccountRef(chain.id(), spelled);
      if (!seen.add(account)) {
        throw new MalformedException("address " + spelled + " twice, want each once");
      }
      accounts.add(account);
    }
    return List.copyOf(accounts);
  }

  /** The checksum is the node's; the descriptor stays ours, or the node refuses the two. */
  private static String withChecksum(CoreNode core, Descriptor descriptor)
      throws NodeException, MalformedException {
    JsonNode info = core.result("getdescriptorinfo", descriptor.text());
    return descriptor.text() + "#" + NodeJson.text(info.path("checksum"), "checksum");
  }
}
