package dev.solvent.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node that remembers what it was asked and what it answered, all of it in memory. An ask that
 * failed as a whole leaves nothing behind. Any thread; which of two asks at the same time came
 * first is as their answers came.
 */
public final class RecordingNode implements Node {
  private final Node node;

  /** By the call's print; guarded by itself. */
  private final SortedMap<String, List<RpcAnswer>> asked = new TreeMap<>();

  public RecordingNode(Node node) {
    this.node = node;
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
    List<RpcAnswer> answers = node.ask(calls);
    synchronized (asked) {
      for (int i = 0; i < calls.size(); i++) {
        asked
            .computeIfAbsent(Transcript.key(calls.get(i)), call -> new ArrayList<>())
            .add(answers.get(i));
      }
    }
    return answers;
  }

  /** All so far. */
  public Transcript transcript() {
    synchronized (asked) {
      return new Transcript(name(), asked);
    }
  }
}
