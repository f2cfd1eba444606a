package dev.solvent.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calls of a batch that still want an answer, and the answers so far. One thread. */
final class Pending {
  /**
   * Errors by which nodes say "later": limit exceeded (EIP-1474), and HTTP's number for it, which
   * several providers document as a code of their own.
   */
  private static final Set<Integer> LATER = Set.of(-32005, 429);

  private final List<RpcCall> calls;
  private final SortedMap<Integer, RpcAnswer> answers = new TreeMap<>();
  private List<Integer> open;
  private String refusal = "";

  Pending(List<RpcCall> calls) {
    this.calls = List.copyOf(calls);
    open = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      open.add(i);
    }
  }

  List<RpcCall> calls() {
    return open.stream().map(calls::get).toList();
  }

  /** Takes one answer to each open call, in their order. */
  void put(List<RpcAnswer> news) {
    List<Integer> later = new ArrayList<>();
    for (int i = 0; i < news.size(); i++) {
      int call = open.get(i);
      if (news.get(i) instanceof RpcAnswer.Failed(RpcError error) && LATER.contains(error.code())) {
        later.add(call);
        refusal = error.toString();
      } else {
        answers.put(call, news.get(i));
      }
    }
    open = later;
  }

  /** The last of the errors that keep calls open. */
  String refusal() {
    return refusal;
  }

  List<RpcAnswer> answers() {
    return List.copyOf(answers.values());
  }
}
