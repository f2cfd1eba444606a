package dev.solvent.server.http.edge;

/** Ends a handler with a {@link Problem}. Without a stack trace: it is an answer and no bug. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public HttpProblem(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public HttpProblem(int status, String detail) {
    this(new Problem(status, detail));
  }

  public Problem problem() {
    return problem;
  }
}
