package dev.solvent.server.http.proofs;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.server.http.edge.Body;
import dev.solvent.server.http.edge.Exchange;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/epochs/{epoch}/proofs}. Any thread. */
public final class Proofs {
  public static final String TEMPLATE = "/api/v1/epochs/{epoch}/proofs";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");

  /** So many leaves are as much work as a request of another kind. */
  private static final int LEAVES_A_TOKEN = 50;

  private final OpenTrees trees;

  public Proofs(OpenTrees trees) {
    this.trees = trees;
  }

  public List<Route> routes() {
    return List.of(Route.post(TEMPLATE, this::answer), Route.preflight(TEMPLATE, "POST"));
  }

  private void answer(Context context) throws IOException {
    ProofRequest request = request(context);
    Exchange.of(context).charge((double) request.leaves().size() / LEAVES_A_TOKEN);
    Epoch epoch = epoch(context.pathParam("epoch"));
    try (OpenTrees.Lease lease = trees.lease(epoch).orElseThrow(Proofs::noSuchEpoch)) {
      context.header("Cache-Control", "private, no-store").contentType("application/json");
      ProofPrinter printer = new ProofPrinter(context.res().getOutputStream());
      printer.begin(epoch);
      for (ProofRequest.Wanted wanted : request.leaves()) {
        @Nullable TreeFolder tree = lease.tree(wanted.asset());
        if (tree != null) {
          Optional<InclusionProof> proof = tree.prove(wanted.locator());
          if (proof.isPresent()) {
            printer.print(proof.get());
          }
        }
      }
      printer.end();
    }
  }

  private static ProofRequest request(Context context) throws IOException {
    try {
      return ProofRequest.parse(Body.read(context, ProofRequest.LIMITS.maxBytes()));
    } catch (MalformedException e) {
      throw new HttpProblem(400, String.valueOf(e.getMessage()));
    }
  }

  private static Epoch epoch(String text) {
    if (NUMBER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number <= Epoch.MAX) {
        return new Epoch(number);
      }
    }
    throw noSuchEpoch();
  }

  private static HttpProblem noSuchEpoch() {
    return new HttpProblem(404, "no proofs of this epoch are given here");
  }
}
