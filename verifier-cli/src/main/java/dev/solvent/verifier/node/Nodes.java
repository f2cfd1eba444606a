package dev.solvent.verifier.node;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reader's nodes, each of the chain that it was found to be of. */
public record Nodes(List<ChainNode> all) {
  public Nodes {
    all = List.copyOf(all);
  }

  /**
   * Asks each what it is.
   *
   * @param within for each answer
   */
  public static Nodes connect(List<NodeAddress> addresses, Duration within) throws NodeFault {
    List<ChainNode> nodes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    HttpClient client = JsonRpc.client(within);
    for (NodeAddress address : addresses) {
      JsonRpc rpc = new JsonRpc(client, address, unlike(names, address.toString()), within);
      Optional<ChainNode> node = EvmNode.recognise(rpc);
      nodes.add(node.isPresent() ? node.get() : bitcoin(rpc));
    }
    return new Nodes(nodes);
  }

  /** One host may have several, which differ in what is not shown. */
  private static String unlike(Set<String> names, String name) {
    String one = name;
    for (int i = 2; !names.add(one); i++) {
      one = name + " (" + i + ")";
    }
    return one;
  }

  private static ChainNode bitcoin(JsonRpc rpc) throws NodeFault {
    return BitcoinNode.recognise(rpc)
        .orElseThrow(
            () -> rpc.fault("knows neither eth_chainId nor getblockhash, want a node of a chain"));
  }
}
