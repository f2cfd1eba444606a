package dev.solvent.verifier.audit.proofs;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionCheck;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.Verdict;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.source.WebSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A site's proofs by locator, {@code docs/spec/api.md}. */
final class ProofsApi implements ProofSource {
  private static final int MOST_LOCATORS = 2_000;
  private static final JsonLimits REQUEST = new JsonLimits(400_000, 8, 10_000);
  private static final JsonLimits ANSWER = new JsonLimits(32 << 20, 8, 500_000);

  private final WebSite site;
  private final LiabilitiesManifest attested;
  private final ProgressLine progress;

  ProofsApi(WebSite site, LiabilitiesManifest attested, ProgressLine progress) {
    this.site = site;
    this.attested = attested;
    this.progress = progress;
  }

  /** One leaf that is asked for. */
  private record Question(CommittedTree tree, AccountId account, AccountKey key) {
    JsonObject toJson() {
      AssetTag tag = AssetTag.of(tree.issuer(), tree.epoch(), tree.asset());
      return new ObjectBuilder()
          .put("asset", tree.asset().ticker().text())
          .put("locator", HexFormat.of().formatHex(key.locator(account, tag).exposeBytes()))
          .build();
    }

    boolean isAnsweredBy(InclusionProof proof) {
      return InclusionCheck.check(tree, key, account, proof) instanceof Verdict.Accepted;
    }
  }

  @Override
  public Map<AccountId, List<InclusionProof>> of(List<KitAccount> accounts) throws IOException {
    List<Question> questions = questions(accounts);
    Map<AccountId, List<InclusionProof>> found = new HashMap<>();
    for (int from = 0; from < questions.size(); from += MOST_LOCATORS) {
      int to = Math.min(from + MOST_LOCATORS, questions.size());
      List<Question> batch = questions.subList(from, to);
      match(batch, ask(batch), found);
      progress.show(to / (double) questions.size(), "asking for the sample's proofs");
    }
    return found;
  }

  private List<Question> questions(List<KitAccount> accounts) {
    List<Question> questions = new ArrayList<>();
    for (KitAccount account : accounts) {
      for (Asset asset : account.balances().keySet()) {
        attested
            .tree(asset.ticker())
            .ifPresent(tree -> questions.add(new Question(tree, account.account(), account.key())));
      }
    }
    questions.sort(Comparator.comparing(question -> question.tree().asset().ticker()));
    return questions;
  }

  private List<InclusionProof> ask(List<Question> questions) throws IOException {
    JsonObject body = new ObjectBuilder().put("locators", questions, Question::toJson).build();
    String path = "api/v1/epochs/" + attested.epoch() + "/proofs";
    byte[] answer =
        site.post(path, CanonicalJson.print(body, REQUEST), ANSWER.maxBytes())
            .orElseThrow(() ->
                new UserError(
                    site.name() + ": no proofs of epoch " + attested.epoch(),
                    "ask the exchange for the sample's proofs, and name them with --proofs"));
    try {
      return Fields.read(
          answer,
          ANSWER,
          in -> {
            in.integer("epoch", attested.epoch().number(), attested.epoch().number());
            return in.list("proofs", 0, MOST_LOCATORS, ProofsApi::position);
          });
    } catch (MalformedException e) {
      throw new Malformed(site.name() + "/" + path, e, "");
    }
  }

  private static InclusionProof position(Fields in) throws MalformedException {
    Ticker ticker = in.text("asset", Ticker::parse);
    int decimals = (int) in.integer("decimals", 0, Asset.MAX_DECIMALS);
    Amount balance = in.text("balance", Amount::parse);
    long index = in.integer("index", 0, (1L << SumTree.MAX_HEIGHT) - 1);
    List<Node> siblings =
        in.list(
            "siblings",
            0,
            SumTree.MAX_HEIGHT,
            node -> new Node(node.text("hash", Hash::parse), node.text("sum", Amount::parse)));
    return in.build(
        () -> new InclusionProof(new Asset(ticker, decimals), balance, index, siblings));
  }

  /** Answers stand in the order of the questions, and those of unknown locators are left out. */
  private static void match(
      List<Question> questions,
      List<InclusionProof> answers,
      Map<AccountId, List<InclusionProof>> found) {
    int next = 0;
    for (Question question : questions) {
      for (int i = next; i < answers.size(); i++) {
        if (question.isAnsweredBy(answers.get(i))) {
          found
              .computeIfAbsent(question.account(), account -> new ArrayList<>())
              .add(answers.get(i));
          next = i + 1;
          break;
        }
      }
    }
  }
}
