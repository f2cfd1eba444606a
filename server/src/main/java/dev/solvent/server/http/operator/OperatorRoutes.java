package dev.solvent.server.http.operator;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.http.edge.Body;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.operator.Operations.Receipted;
import dev.solvent.server.http.operator.Operations.Triggered;
import dev.solvent.server.store.ApiToken.Scope;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Reads what the operator's programs ask, and prints what {@link Operations} say. Any thread. */
final class OperatorRoutes {
  private static final int MOST_ACCOUNTS = 1_000;

  /** An account id has at most 255 bytes, and six times as many where each is escaped. */
  private static final JsonLimits REQUEST = new JsonLimits(2 << 20, 4, 3 * MOST_ACCOUNTS);

  private static final JsonLimits ANSWER = new JsonLimits(4 << 20, 32, 100_000);

  private final Operations operations;
  private final URI page;
  private final Guard guard;

  OperatorRoutes(Operations operations, URI page, Guard guard) {
    this.operations = operations;
    this.page = page;
    this.guard = guard;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/operator/v1/status", guard.needs(Scope.STATUS, this::status)),
        Route.post("/operator/v1/epochs", guard.needs(Scope.TRIGGER, this::trigger)),
        Route.post("/operator/v1/links", guard.needs(Scope.LINKS, this::links)),
        Route.post("/operator/v1/receipts", guard.needs(Scope.RECEIPTS, this::receipt)));
  }

  private void status(Context context) throws IOException {
    answer(context, operations.status());
  }

  private void trigger(Context context) throws IOException {
    switch (operations.trigger()) {
      case Triggered.Begun(Epoch epoch) -> {
        context.status(202);
        answer(context, new ObjectBuilder().put("epoch", epoch.number()).build());
      }
      case Triggered.UnderWay(Epoch epoch) ->
          throw new HttpProblem(409, "epoch " + epoch + " is under way");
      case Triggered.Refused(String sentence) -> throw new HttpProblem(409, sentence);
    }
  }

  private void links(Context context) throws IOException {
    List<AccountId> accounts =
        read(
            context,
            in ->
                in.list(
                    "accounts", 1, MOST_ACCOUNTS, one -> one.text("account", AccountId::parse)));
    List<AccountLink> links = operations.links(accounts);
    answer(context, new ObjectBuilder().put("links", links, this::link).build());
  }

  private JsonObject link(AccountLink link) {
    return new ObjectBuilder()
        .put("account", link.accountId().text())
        .put("link", page + "#" + link.exposeFragment())
        .build();
  }

  private record Asked(AccountId account, Epoch epoch) {
    static Asked read(Fields in) throws MalformedException {
      return new Asked(
          in.text("account", AccountId::parse), new Epoch(in.integer("epoch", 1, Epoch.MAX)));
    }
  }

  private void receipt(Context context) throws IOException {
    Asked asked = read(context, Asked::read);
    switch (operations.receipt(asked.account(), asked.epoch())) {
      case Receipted.Issued issued ->
          context.contentType("application/json").result(issued.envelope().toBytes());
      case Receipted.NoSuchEpoch none ->
          throw new HttpProblem(404, "no receipts of this epoch can be made");
      case Receipted.Refused(String sentence) -> throw new HttpProblem(409, sentence);
    }
  }

  private static <T> T read(Context context, Fields.Reader<T> reader) throws IOException {
    try {
      return Fields.read(Body.read(context, REQUEST.maxBytes()), REQUEST, reader);
    } catch (MalformedException e) {
      throw new HttpProblem(400, String.valueOf(e.getMessage()));
    }
  }

  private static void answer(Context context, JsonObject json) {
    context.contentType("application/json").result(CanonicalJson.print(json, ANSWER));
  }
}
