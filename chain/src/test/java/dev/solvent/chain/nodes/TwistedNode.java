package dev.solvent.chain.nodes;

import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A real node that is asked something else than it is asked, so that its answers are lies. */
public record TwistedNode(String name, Node real, UnaryOperator<RpcCall> twist) implements Node {
  @Override
  public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
    List<RpcCall> asked = new ArrayList<>();
    calls.forEach(call -> asked.add(twist.apply(call)));
    return real.ask(asked);
  }

  /** Asks this instead of every call of that method. */
  public static TwistedNode instead(String name, Node real, String method, RpcCall other) {
    return new TwistedNode(name, real, call -> call.method().equals(method) ? other : call);
  }
}
