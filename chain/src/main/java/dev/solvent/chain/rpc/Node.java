package dev.solvent.chain.rpc;

import java.util.List;

/** Somebody's node. Any thread. */
public interface Node {
  /** What it is called in reports. It holds no key, as its address may. */
  String name();

  /**
   * As many answers as calls, in the calls' order. Ends within a time and an amount of memory that
   * the node cannot stretch.
   *
   * @throws NodeException where the node did not answer all of them
   */
  List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException;

  default RpcAnswer ask(RpcCall call) throws NodeException {
    return ask(List.of(call)).getFirst();
  }
}
