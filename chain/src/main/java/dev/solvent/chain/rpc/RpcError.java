package dev.solvent.chain.rpc;

/** A JSON-RPC error: its code, and the node's words for it, cut to a length that can be shown. */
public record RpcError(int code, String message) {
  public static final int NO_SUCH_METHOD = -32601;
  public static final int INVALID_PARAMS = -32602;

  private static final int MAX_MESSAGE = 300;

  public RpcError {
    message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }

  @Override
  public String toString() {
    return "error " + code + " (" + message + ")";
  }
}
