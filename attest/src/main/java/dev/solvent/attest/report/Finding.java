package dev.solvent.attest.report;

import java.util.List;

/**
 * What one check found.
 *
 * @param required whether the verdict needs it to pass
 * @param sentence one sentence in plain words, with what was found and what was wanted
 * @param evidence what it rests on, a line each: digests, names, times
 */
public record Finding(
    Check check, Result result, boolean required, String sentence, List<String> evidence) {
  /** How a check ends. */
  public enum Result {
    PASS("pass"),
    FAIL("fail"),
    /** There is no such evidence, and the policy does not ask for it. */
    ABSENT("absent"),
    /** Nobody looked, so it says nothing. */
    NOT_RUN("not run");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Finding {
    evidence = List.copyOf(evidence);
    if (sentence.isBlank()) {
      throw new IllegalArgumentException("finding of " + check.id() + " without a sentence");
    }
    if (result == Result.ABSENT && required) {
      throw new IllegalArgumentException(check.id() + " is required, so absent is a failure");
    }
  }

  public static Finding pass(Check check, String sentence, String... evidence) {
    return new Finding(check, Result.PASS, true, sentence, List.of(evidence));
  }

  public static Finding fail(Check check, String sentence, String... evidence) {
    return new Finding(check, Result.FAIL, true, sentence, List.of(evidence));
  }

  public static Finding absent(Check check, String sentence) {
    return new Finding(check, Result.ABSENT, false, sentence, List.of());
  }

  /** Of a check that the verdict needs, because what it wants was not there to be checked. */
  public static Finding notRun(Check check, String sentence) {
    return new Finding(check, Result.NOT_RUN, true, sentence, List.of());
  }

  /** Of a check that is somebody else's to make. */
  public static Finding notOurs(Check check, String sentence) {
    return new Finding(check, Result.NOT_RUN, false, sentence, List.of());
  }

  /** What this finding alone would make of the verdict: anything but a pass keeps it down. */
  Verdict verdict() {
    return switch (result) {
      case PASS, ABSENT -> Verdict.VERIFIED;
      case FAIL -> check.whenFailed();
      case NOT_RUN -> required ? Verdict.FAILED : Verdict.VERIFIED;
    };
  }
}
