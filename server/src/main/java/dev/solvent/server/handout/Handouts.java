package dev.solvent.server.handout;

import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.Refused;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one epoch's trees have for each account. The generations are those that the trees were built
 * with. Any thread; closes the trees.
 */
public final class Handouts implements Closeable {
  private final LiabilityFolder trees;
  private final MasterSecret master;
  private final Generations generations;

  public Handouts(LiabilityFolder trees, MasterSecret master, Generations generations) {
    this.trees = trees;
    this.master = master;
    this.generations = generations;
  }

  /** Whether an epoch's trees are still there; where they were forgotten, the manifest stays. */
  public static boolean areKept(EpochFolder epoch) throws IOException {
    if (!Files.isDirectory(epoch.trees())) {
      return false;
    }
    try (Stream<Path> names = Files.list(epoch.trees())) {
      return names.anyMatch(Files::isDirectory);
    }
  }

  public LiabilitiesManifest manifest() {
    return trees.manifest();
  }

  MasterSecret master() {
    return master;
  }

  /** Of the trees, in the manifest's order. */
  List<TreeFolder> trees() {
    return trees.trees();
  }

  /**
   * Refuses another master secret than the one that these trees were built with: by it, nothing is
   * owed to anybody. The first blank of a tree tells; trees without any do not.
   */
  void requireTheirMaster() throws IOException {
    for (TreeFolder tree : trees()) {
      TreeHeader header = tree.header();
      if (header.accounts() < 1L << header.commitment().height()) {
        if (tree.prove(firstBlank(header)).isEmpty()) {
          throw new Refused(
              "the master secret is another than the one of epoch " + header.epoch() + "'s trees",
              List.of(),
              "docs/operating/keys-over-time.md says how to use the former one");
        }
        return;
      }
    }
  }

  private Locator firstBlank(TreeHeader header) {
    AssetTag tag = AssetTag.of(header.issuer(), header.epoch(), header.asset());
    byte[] locator = new byte[Locator.BYTES];
    new TreeHasher().blankLocator(master.blankKey(tag).exposeBytes(), 0, locator, 0);
    return Locator.of(locator);
  }

  /** For one thread. */
  EpochKeys keys() {
    return new EpochKeys(master, generations, manifest());
  }

  /** The customer's link, whether or not anything is owed to the account. */
  public AccountLink link(AccountId account) {
    return new AccountLink(account, keys().customer(account));
  }

  /**
   * The account's proof, which was checked against the manifest; empty where it has a balance in no
   * asset.
   *
   * @param attestation the id of the statement, once there is one
   * @throws IOException where the trees do not show what the manifest states
   */
  public Optional<AccountProof> proof(AccountId account, Optional<Hash> attestation)
      throws IOException {
    return proof(account, keys().account(account), attestation);
  }

  Optional<AccountProof> proof(AccountId account, AccountKey key, Optional<Hash> attestation)
      throws IOException {
    Optional<AccountProof> proof = trees.prove(account, key).map(of -> naming(of, attestation));
    if (proof.isPresent()
        && !(LiabilitiesInclusion.check(manifest(), proof.get(), List.of())
            instanceof InclusionOutcome.Passed)) {
      throw new IOException(
          "account proof that its own manifest refuses, want sound trees: solvent tree verify");
    }
    return proof;
  }

  private static AccountProof naming(AccountProof proof, Optional<Hash> attestation) {
    return new AccountProof(
        proof.accountId(),
        proof.accountKey(),
        attestation,
        Optional.empty(),
        proof.epoch(),
        proof.issuer(),
        proof.positions(),
        proof.extensions());
  }

  /** The account's position in the asset at this place of the manifest. */
  Optional<InclusionProof> position(AccountId account, AccountKey key, int asset)
      throws IOException {
    TreeFolder tree = trees().get(asset);
    AssetTag tag = AssetTag.of(manifest().issuer(), manifest().epoch(), tree.header().asset());
    return tree.prove(key.locator(account, tag));
  }

  @Override
  public void close() {
    trees.close();
  }
}
