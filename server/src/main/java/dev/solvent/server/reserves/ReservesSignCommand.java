package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.hot.HotKeys;
import dev.solvent.chain.ownership.hot.HotSigner;
import dev.solvent.chain.ownership.hot.SigningOutcome;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent reserves sign}. */
@Command(
    name = "sign",
    description = {
      "FOR TESTS ONLY: signs what accounts were asked to sign, by keys that stand in a file.",
      "Keys of real reserves belong in a hardware wallet; import takes in what it signs."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnConfiguration.EXIT_CODES,
      "",
      "Example:",
      "  solvent reserves sign --config solvent.yaml --keys keys.txt"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class ReservesSignCommand extends OnConfiguration {
  @Option(
      names = "--keys",
      required = true,
      paramLabel = "FILE",
      description = "A key a line, 64 hex digits each; a file that its owner alone can read.")
  private Path keys;

  @Override
  int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException {
    HotSigner signer = new HotSigner(HotKeys.read(keys));
    err().println("warning: keys in a file are for tests only");
    Desk desk = new Desk(configuration);
    OwnershipTerms terms = desk.termsOfFiles(desk.accounts());
    Map<AccountRef, Kept> done = new TreeMap<>();
    for (AccountRef account : desk.accounts()) {
      Optional<OwnershipChallenge> challenge = desk.folder().askedFor(account);
      if (challenge.isPresent()) {
        done.put(account, sign(desk, terms, signer, challenge.get()));
      }
    }
    if (done.isEmpty()) {
      throw new UserError(
          "no account was asked to sign", "solvent reserves challenge writes what to sign");
    }
    if (json()) {
      print(
          new ObjectBuilder()
              .put(
                  "accounts",
                  List.copyOf(done.entrySet()),
                  entry ->
                      new ObjectBuilder()
                          .put("account", entry.getKey().toString())
                          .put("kept", entry.getValue().good())
                          .put("words", entry.getValue().words())
                          .build())
              .build());
    } else {
      done.forEach((account, kept) -> out().println(account + ": " + kept.words()));
    }
    return done.values().stream().allMatch(Kept::good) ? Failures.OK : Failures.FAILED;
  }

  private static Kept sign(
      Desk desk, OwnershipTerms terms, HotSigner signer, OwnershipChallenge challenge)
      throws IOException {
    return switch (signer.sign(challenge)) {
      case SigningOutcome.Signed(var proof) -> Kept.of(desk.folder().keep(proof, terms));
      case SigningOutcome.Refused(String detail) -> new Kept(false, "not signed: " + detail);
    };
  }
}
