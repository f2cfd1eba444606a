package dev.solvent.chain.rpc;

/** What an HTTP status other than 200 says about another try. */
final class HttpStatus {
  private HttpStatus() {}

  /** Later, says the node: request timeout, too many requests, service unavailable. */
  static boolean isBusy(int status) {
    return status == 408 || status == 429 || status == 503;
  }

  /** Something behind it broke: server error, bad gateway, gateway timeout. */
  static boolean isPassing(int status) {
    return status == 500 || status == 502 || status == 504;
  }
}
