package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes feeds and publishes in them, through one node and from one account, which pays and decides
 * nothing. One thread.
 */
public final class Anchor {
  private final Node node;
  private final Transactions transactions;

  /**
   * @param chain an EVM chain, with EIP-1559
   */
  public Anchor(Node node, ChainId chain, EvmSigner payer, SendSettings settings) {
    this.node = node;
    transactions = new Transactions(node, chain, payer, settings);
  }

  /**
   * Makes a feed. Its signers can never be changed.
   *
   * @throws NodeException where the node failed before anything was sent
   * @throws IOException where the payer's key cannot be reached
   */
  public Sending deploy(FeedTerms terms) throws NodeException, MalformedException, IOException {
    return transactions.send(Optional.empty(), FeedCalls.create(terms));
  }

  /**
   * Publishes a summary, once the contract was seen to accept it: a refusal costs nothing.
   *
   * @throws NodeException where the node failed before anything was sent
   * @throws IOException where the payer's key cannot be reached
   */
  public Sending publish(SignedSummary signed)
      throws NodeException, MalformedException, IOException {
    FeedContract contract = new FeedContract(node, signed.feed());
    Optional<String> refusal = contract.refusal(signed);
    if (refusal.isPresent()) {
      return new Sending.Refused(refusal.get());
    }
    Sending sending =
        transactions.send(Optional.of(signed.feed().contract()), FeedCalls.publish(signed));
    return sending instanceof Sending.Refused(String reason)
        ? new Sending.Refused(reason + why(contract, signed))
        : sending;
  }

  /** What is tried now and refused was mostly overtaken: somebody else published in between. */
  private static String why(FeedContract contract, SignedSummary signed) {
    try {
      return contract.refusal(signed).map(now -> "; now the contract says: " + now).orElse("");
    } catch (NodeException | MalformedException e) {
      return "";
    }
  }
}
