package dev.solvent.attest.evm;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * The file that shows one holding on an EVM chain: a header, the proof of an account under its
 * state root and, for a token, the proofs of its slots. Normative text: {@code
 * docs/spec/evidence-evm.md}. {@link EvmHolding} checks it.
 *
 * @param account who holds
 * @param asset what is held
 * @param header the block's
 * @param accountNodes of the holder for the chain's coin, of the token's contract for a token
 * @param storage empty for the coin; for a token the balance, then the implementation if it has one
 */
public record EvmEvidence(
    AccountRef account,
    AssetRef asset,
    BlockHeader header,
    List<Octets> accountNodes,
    List<StorageProof> storage) {
  public static final String FORMAT = "solvent/evm-evidence/v1";

  /** Room for three proofs of the greatest depth. */
  public static final JsonLimits LIMITS = new JsonLimits(1 << 19, 8, 1000);

  private static final int MAX_STORAGE = 2;

  public EvmEvidence {
    if (!account.chain().isEvm() || !asset.chain().equals(account.chain())) {
      throw new IllegalArgumentException(
          "account on " + account.chain() + ", asset on " + asset.chain() + ", want one EVM chain");
    }
    accountNodes = TrieNodes.checked(accountNodes);
    storage = List.copyOf(storage);
    int least = asset.decoded().token().isPresent() ? 1 : 0;
    int most = least * MAX_STORAGE;
    if (storage.size() < least || storage.size() > most) {
      throw new IllegalArgumentException(
          "storage: " + storage.size() + " proofs, want " + least + " to " + most);
    }
  }

  public static EvmEvidence parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, EvmEvidence::read);
  }

  private static EvmEvidence read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    AccountRef account = in.text("account", AccountRef::parse);
    AssetRef asset = in.text("asset", AssetRef::parse);
    BlockHeader header = in.text("header", EvmEvidence::header);
    List<Octets> nodes = TrieNodes.read(in, "accountNodes");
    List<StorageProof> storage = in.list("storage", 0, MAX_STORAGE, StorageProof::read);
    return in.build(() -> new EvmEvidence(account, asset, header, nodes, storage));
  }

  private static BlockHeader header(String base64) throws MalformedException {
    return BlockHeader.parse(Octets.parseBase64(base64).toBytes());
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("account", account.toString())
            .put("asset", asset.toString())
            .put("format", FORMAT)
            .put("header", header.rlp().toBase64())
            .put("storage", storage, StorageProof::toJson);
    return CanonicalJson.print(TrieNodes.put(json, "accountNodes", accountNodes).build(), LIMITS);
  }
}
