package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.evm.SafeReader;
import dev.solvent.chain.ownership.ImportOutcome;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.SafeSignatures;
import dev.solvent.chain.ownership.SignatureImport;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent reserves import}. */
@Command(
    name = "import",
    description = {
      "Takes in a signature that was made elsewhere: a hardware wallet, cast, Bitcoin Core.",
      "It is checked as every reader will check it, and kept if it serves."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnConfiguration.EXIT_CODES,
      "",
      "Examples:",
      "  solvent reserves import --config solvent.yaml --account eip155:1:0x… --signature s.txt",
      "  solvent reserves import --config solvent.yaml --account eip155:1:0x… --method safe \\",
      "      --signature owner-1.txt --signature owner-2.txt"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class ReservesImportCommand extends OnConfiguration {
  private static final int MAX_BYTES = 64 << 10;

  @Option(
      names = "--account",
      required = true,
      paramLabel = "ACCOUNT",
      converter = Converters.OfAccountRef.class,
      description = "Whose signature it is, by its CAIP-10 id.")
  private AccountRef account;

  @Option(
      names = "--signature",
      required = true,
      paramLabel = "FILE",
      description = "What the wallet printed; - is standard input. Of a Safe, one for each owner.")
  private List<Path> signatures;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "eip191, eip712, safe, bip137 or bip322 (default: found out, but for safe).")
  private @Nullable OwnershipMethod method;

  @Option(
      names = "--contract",
      description = {
        "The account is a contract that judges signatures itself (EIP-1271). Its nodes are asked,",
        "now and at each reading; what it owns counts as claimed."
      })
  private boolean contract;

  @Override
  int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException {
    List<String> pasted = new ArrayList<>();
    for (Path file : signatures) {
      pasted.add(read(file));
    }
    boolean safe = method == OwnershipMethod.SAFE;
    if (pasted.size() > 1 && !safe) {
      throw new UserError(
          pasted.size() + " signatures, want one", "the owners' of a Safe: --method safe");
    }
    if (contract && method != null) {
      throw new UserError(
          "--contract and --method, want one of them", "a contract has a method of its own");
    }
    Desk desk = new Desk(configuration);
    Set<AccountRef> accounts = desk.accounts(List.of(account));
    OwnershipChallenge challenge =
        desk.folder()
            .askedFor(account)
            .orElseThrow(() ->
                new UserError(
                    account + " was not asked to sign anything",
                    "solvent reserves challenge writes what to sign"));
    if (contract) {
      return tell(ContractImport.read(desk, challenge, pasted.getFirst()));
    }
    ImportOutcome outcome;
    OwnershipTerms terms;
    if (safe) {
      SafeProof proof = safeProof(configuration, desk.pin(account.chain()));
      terms = desk.termsOfFiles(accounts);
      outcome = new SafeSignatures(terms).collect(challenge, proof, pasted);
    } else {
      terms = desk.termsOfFiles(accounts);
      SignatureImport reader = new SignatureImport(terms);
      outcome =
          method == null
              ? reader.read(challenge, pasted.getFirst())
              : reader.read(challenge, pasted.getFirst(), method);
    }
    return tell(keep(desk, terms, outcome));
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UserError(file + ": over " + MAX_BYTES + " bytes, want a signature alone", "");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** By the first node that shows it; what it shows is proven by the block's header. */
  private SafeProof safeProof(Configuration configuration, Pinned pin) {
    if (!account.chain().isEvm()) {
      throw new UserError(account + " is no Safe", "a Safe is a contract on an EVM chain");
    }
    List<String> faults = new ArrayList<>();
    for (Node node : pin.agreed()) {
      try {
        return new SafeReader(configuration.policy().safes())
            .read(node, pin.header(), account.evmAddress());
      } catch (NodeException | MalformedException e) {
        faults.add(node.name() + ": " + e.getMessage());
      }
    }
    throw new Refused(
        account + " at " + pin.header().block() + ": no Safe that the policy knows",
        faults,
        "the policy's safes name the contracts that count as a Safe");
  }

  private static Kept keep(Desk desk, OwnershipTerms terms, ImportOutcome outcome)
      throws IOException {
    return switch (outcome) {
      case ImportOutcome.Accepted(OwnershipProof proof, var signed) ->
          Kept.of(desk.folder().keep(proof, terms));
      case ImportOutcome.Waiting waiting ->
          new Kept(
              false,
              "signed by "
                  + waiting.signed().size()
                  + " of its owners, want "
                  + waiting.threshold()
                  + "; one of these, too, and all signatures at once: "
                  + waiting.open().stream()
                      .map(EvmAddress::toString)
                      .collect(Collectors.joining(", ")));
      case ImportOutcome.Refused(String detail, var hint) ->
          throw new Refused(detail, List.of(), hint.orElse(""));
    };
  }

  private int tell(Kept kept) {
    if (json()) {
      print(
          new ObjectBuilder()
              .put("account", account.toString())
              .put("kept", kept.good())
              .put("words", kept.words())
              .build());
    } else {
      out().println(account + ": " + kept.words());
    }
    return kept.good() ? Failures.OK : Failures.FAILED;
  }
}
