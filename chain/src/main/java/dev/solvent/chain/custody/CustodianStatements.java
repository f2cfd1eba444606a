package dev.solvent.chain.custody;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.signature.Signer;
import java.io.IOException;
import java.util.List;

/** What a custodian does. */
public final class CustodianStatements {
  private CustodianStatements() {}

  /** The bytes of the envelope that the custodian hands to the exchange. */
  public static byte[] sign(CustodianStatement statement, Signer custodian) throws IOException {
    return Envelope.sign(CustodianStatement.PAYLOAD_TYPE, statement.toBytes(), List.of(custodian))
        .toBytes();
  }
}
