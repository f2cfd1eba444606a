package dev.solvent.chain.anchor;

import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;

/** Why the contract refuses a publication, in its words and in plain ones. */
enum FeedError {
  WRONG_ASSETS(
      "WrongAssets(uint256,uint256,uint256)",
      "{0} figures of reserves and {1} of liabilities, want {2} of each"),
  EPOCH_NOT_NEWER(
      "EpochNotNewer(uint64,uint64)", "epoch {0}, want one after {1}, which is published"),
  AS_OF_IN_FUTURE("AsOfInFuture(uint64,uint256)", "asOf {0}, want at most the block's time {1}"),
  AS_OF_BACKWARDS(
      "AsOfBackwards(uint64,uint64)", "asOf {0}, want at least that of the newest, {1}"),
  TOO_FEW_SIGNATURES("TooFewSignatures(uint256,uint256)", "{0} signatures, want at least {1}"),
  MALFORMED_SIGNATURE(
      "MalformedSignature(uint256)", "signature {0} is malformed, want a low s and v 27 or 28"),
  NOT_A_SIGNER(
      "NotASigner(uint256,address)",
      "signature {0} is by {1}, want a signer of this feed over these very figures"),
  SIGNATURES_NOT_ASCENDING(
      "SignaturesNotAscending(uint256,address,address)",
      "signature {0} is by {1} after {2}, want ascending signers, each once");

  private final String signature;
  private final String words;

  FeedError(String signature, String words) {
    this.signature = signature;
    this.words = words;
  }

  String signature() {
    return signature;
  }

  /** A revert's data, for people. */
  static String explain(byte[] data) {
    String hex = HexFormat.of().formatHex(data);
    for (FeedError error : values()) {
      if (("0x" + hex).startsWith(FeedCalls.selector(error.signature))) {
        try {
          return error.filled(new AbiReader(Arrays.copyOfRange(data, 4, data.length)));
        } catch (MalformedException e) {
          return error.signature + " with " + e.getMessage();
        }
      }
    }
    return "the contract reverts with " + hex.length() / 2 + " bytes of no known error";
  }

  private String filled(AbiReader arguments) throws MalformedException {
    int open = signature.indexOf('(');
    String filled = words;
    String[] types = signature.substring(open + 1, signature.length() - 1).split(",", -1);
    for (int i = 0; i < types.length; i++) {
      String value =
          types[i].equals("address")
              ? arguments.address(i).toString()
              : arguments.number(i, 256).toString();
      filled = filled.replace("{" + i + "}", value);
    }
    return signature.substring(0, open) + ": " + filled;
  }
}
