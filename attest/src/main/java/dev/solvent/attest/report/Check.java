package dev.solvent.attest.report;

/**
 * The numbered checks, in the order in which they are made and shown. The ids are the same in the
 * library, the programs and the page.
 */
public enum Check {
  TRUST_ROOT("trust.root"),
  LOG_CHECKPOINT("log.checkpoint"),
  LOG_WITNESSES("log.witnesses"),
  LOG_CONSISTENCY("log.consistency"),
  LOG_INCLUSION("log.inclusion"),
  STATEMENT_SIGNATURE("statement.signature"),
  STATEMENT_FORM("statement.form"),
  STATEMENT_LATEST("statement.latest", Verdict.STALE),
  TIME_TOKEN("time.token"),
  TIME_SKEW("time.skew"),
  FRESHNESS("freshness", Verdict.STALE),
  LIABILITIES_MANIFEST("liabilities.manifest"),
  LIABILITIES_INCLUSION("liabilities.inclusion"),
  LIABILITIES_RECOMPUTE("liabilities.recompute"),
  RECEIPT_SIGNATURE("receipt.signature"),
  RESERVES_MANIFEST("reserves.manifest"),
  RESERVES_HEADER("reserves.header"),
  RESERVES_CANONICAL("reserves.canonical"),
  RESERVES_BALANCE("reserves.balance"),
  RESERVES_OWNERSHIP("reserves.ownership"),
  SOLVENCY_COVERAGE("solvency.coverage", Verdict.SHORT),
  SOLVENCY_REPORT("solvency.report"),
  SOLVENCY_RISK("solvency.risk");

  private final String id;
  private final Verdict whenFailed;

  Check(String id) {
    this(id, Verdict.FAILED);
  }

  Check(String id, Verdict whenFailed) {
    this.id = id;
    this.whenFailed = whenFailed;
  }

  public String id() {
    return id;
  }

  /** The verdict where this check, and no other, fails. */
  Verdict whenFailed() {
    return whenFailed;
  }
}
