package dev.solvent.chain.rpc;

import dev.solvent.chain.rpc.NodeException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as a recorded node did, in whatever order and batches it is asked: a call's first answer
 * to its first asking, and so on; the last one goes on. What was not recorded is refused. Any
 * thread.
 */
public final class ReplayNode implements Node {
  private final Transcript transcript;

  /** How often each call was asked, by its print; guarded by itself. */
  private final Map<String, Integer> asked = new HashMap<>();

  public ReplayNode(Transcript transcript) {
    this.transcript = transcript;
  }

  @Override
  public String name() {
    return transcript.node();
  }

  @Override
  public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
    for (RpcCall call : calls) {
      if (transcript.answers(call).isEmpty()) {
        throw new NodeException(
            name(), Problem.REFUSED, "not in the transcript: " + Words.shown(Transcript.key(call)));
      }
    }
    List<RpcAnswer> answers = new ArrayList<>(calls.size());
    synchronized (asked) {
      for (RpcCall call : calls) {
        List<RpcAnswer> given = transcript.answers(call);
        int before = asked.merge(Transcript.key(call), 1, Integer::sum) - 1;
        answers.add(given.get(Math.min(before, given.size() - 1)));
      }
    }
    return List.copyOf(answers);
  }
}
