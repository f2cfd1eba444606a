package dev.solvent.server.http.operator;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import java.io.IOException;
import java.util.List;

/** What the operator's API has done. For any thread. */
public interface Operations {
  /** How publishing goes, without a secret; at most 1 MiB as JSON. */
  JsonObject status() throws IOException;

  /** Has the next epoch begun, and does not wait for it. */
  Triggered trigger() throws IOException;

  /** The accounts' links at their present generations, in the accounts' order. */
  List<AccountLink> links(List<AccountId> accounts) throws IOException;

  Receipted receipt(AccountId account, Epoch epoch) throws IOException;

  /** What became of a trigger. */
  sealed interface Triggered {
    record Begun(Epoch epoch) implements Triggered {}

    /** One is under way already, and goes on. */
    record UnderWay(Epoch epoch) implements Triggered {}

    /** Why none can be begun now, and what to do; without a secret. */
    record Refused(String sentence) implements Triggered {}
  }

  /** What became of a receipt. */
  sealed interface Receipted {
    record Issued(Envelope envelope) implements Receipted {}

    /** Not published, or its trees are not kept any more. */
    record NoSuchEpoch() implements Receipted {}

    /** Why none can be signed now; without a secret. */
    record Refused(String sentence) implements Receipted {}
  }
}
