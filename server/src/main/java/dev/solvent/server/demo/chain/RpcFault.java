package dev.solvent.server.demo.chain;

/** Why a call has no result, by the codes of JSON-RPC and of Ethereum's nodes. */
final class RpcFault extends Exception {
  static final int NOT_JSON = -32700;
  static final int NO_CALL = -32600;
  static final int NO_METHOD = -32601;
  static final int BAD_PARAMS = -32602;
  static final int NO_BLOCK = -32000;
  static final int REVERTED = 3;

  private static final long serialVersionUID = 1L;

  private final int code;

  RpcFault(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
