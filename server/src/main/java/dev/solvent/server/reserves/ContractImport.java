package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.evm.ContractSignature;
import dev.solvent.chain.evm.ContractSignature.Answer;
import dev.solvent.chain.ownership.ContractClaim;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes in a signature that only the account's contract can judge (EIP-1271), by asking it. */
final class ContractImport {
  private static final String HINT =
      "a contract judges the challenge as wallets sign it (EIP-191); was another text signed?";

  private ContractImport() {}

  /** Kept where the contract accepts it at the newest final block; each reading asks again. */
  static Kept read(Desk desk, OwnershipChallenge challenge, String pasted)
      throws IOException, InterruptedException {
    AccountRef account = challenge.account();
    if (!account.chain().isEvm()) {
      throw new UserError(account + " is no contract", "a contract is on an EVM chain");
    }
    if (!desk.termsOfFiles(Set.of(account)).serves(challenge)) {
      throw new Refused(
          "the challenge of " + account + " does not serve any more",
          List.of(),
          "solvent reserves challenge writes another one");
    }
    ContractClaim claim = claim(challenge, signature(pasted));
    Pinned pin = desk.pin(account.chain());
    try {
      Answer answer =
          ContractSignature.ask(
              pin.agreed(), pin.header(), account.evmAddress(), claim.hash(), claim.signature());
      return switch (answer) {
        case Answer.Accepted _ ->
            new Kept(
                true,
                "its contract accepts the signature, which counts as the exchange's claim; in "
                    + desk.folder().keep(claim));
        case Answer.Refused(String detail) -> throw new Refused(detail, List.of(), HINT);
      };
    } catch (NodeException | MalformedException e) {
      throw new Refused(String.valueOf(e.getMessage()), List.of(), "");
    }
  }

  private static ContractClaim claim(OwnershipChallenge challenge, Octets signature) {
    try {
      return new ContractClaim(challenge, signature);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "is it a signature, and no more?");
    }
  }

  private static Octets signature(String pasted) {
    String hex = pasted.strip().toLowerCase(Locale.ROOT);
    try {
      return Octets.parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
    } catch (MalformedException e) {
      throw new UserError("the signature: " + e.getMessage(), "a contract's signature is in hex");
    }
  }
}
