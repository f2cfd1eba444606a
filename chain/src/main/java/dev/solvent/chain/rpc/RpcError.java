package dev.solvent.chain.rpc;

/** A JSON-RPC error: its code, and the node's words for it, cut to a length that can be shown. */
public record RpcError(int code, String message) {
  public static final int NO_SUCH_METHOD = -32601;
  public static final int INVALID_PARAMS = -32602;

  public RpcError {
    message = Words.shown(message);
  }

  @Override
  public String toString() {
    return "error " + code + " (" + message + ")";
  }
}
