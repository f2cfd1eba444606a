package dev.solvent.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.merkle.ReferenceTree.Leaf;
import dev.solvent.merkle.ReferenceTree.Owed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code fixtures/vectors/tree/tree-v1.json}, which an independent implementation computed: it
 * holds for the code under test and for the reference of these tests.
 */
final class TreeVectorsTest {
  private final Map<String, Object> vectors;
  private final MasterSecret master;
  private final Issuer issuer;
  private final Epoch epoch;
  private final List<Map<String, Object>> trees;

  TreeVectorsTest() throws IOException, MalformedException {
    Path root = Path.of(System.getProperty("solvent.root", ".."));
    String text = Files.readString(root.resolve("fixtures/vectors/tree/tree-v1.json"));
    vectors = object(Json.read(text));
    master = MasterSecret.parse(string(vectors, "masterSecret"));
    issuer = new Issuer(string(vectors, "issuer"));
    epoch = new Epoch((Long) vectors.get("epoch"));
    trees = objects(vectors, "trees");
  }

  @Test
  void keysOfBothGenerations() throws MalformedException {
    Map<String, Object> accounts = object(vectors.get("accounts"));
    assertEquals(5, accounts.size());
    for (Map.Entry<String, Object> entry : accounts.entrySet()) {
      AccountId account = new AccountId(entry.getKey());
      Map<String, Object> want = object(entry.getValue());
      CustomerKey first = master.customerKey(issuer, account, 0);
      assertEquals(CustomerKey.parse(string(want, "customerKey")), first);
      assertEquals(AccountKey.parse(string(want, "accountKey")), first.accountKey(epoch));
      assertEquals(
          AccountKey.parse(string(want, "accountKeyGeneration1")),
          master.customerKey(issuer, account, 1).accountKey(epoch));
    }
  }

  @Test
  void tags() throws MalformedException {
    for (Map<String, Object> tree : trees) {
      assertEquals(string(tree, "assetTag"), AssetTag.of(issuer, epoch, asset(tree)).toString());
    }
  }

  /** The locators of the blanks are those leaves that belong to no account. */
  @Test
  void blanks() throws MalformedException {
    int seen = 0;
    for (Map<String, Object> tree : trees) {
      List<Locator> want = new ArrayList<>();
      for (Map<String, Object> leaf : objects(tree, "leaves")) {
        if (string(leaf, "balance").equals("0")) {
          want.add(Locator.parse(string(leaf, "locator")));
        }
      }
      BlankKey key = master.blankKey(AssetTag.of(issuer, epoch, asset(tree)));
      List<Locator> blanks = new ArrayList<>();
      for (long i = 0; i < want.size(); i++) {
        byte[] locator = new byte[Locator.BYTES];
        new TreeHasher().blankLocator(key.exposeBytes(), i, locator, 0);
        blanks.add(Locator.of(locator));
      }
      blanks.sort(null);
      assertEquals(want, blanks);
      seen += blanks.size();
    }
    assertEquals(16, seen);
  }

  @Test
  void locatorsOfAccounts() throws MalformedException {
    for (Map<String, Object> tree : trees) {
      AssetTag tag = AssetTag.of(issuer, epoch, asset(tree));
      for (Map<String, Object> proof : objects(tree, "proofs")) {
        int index = ((Long) proof.get("index")).intValue();
        AccountId account = new AccountId(string(proof, "account"));
        assertEquals(
            Locator.parse(string(objects(tree, "leaves").get(index), "locator")),
            key(account).locator(account, tag));
      }
    }
  }

  @Test
  void everyProof_isAccepted() throws MalformedException {
    int seen = 0;
    for (Map<String, Object> tree : trees) {
      CommittedTree attested = new CommittedTree(issuer, epoch, asset(tree), commitment(tree));
      for (Map<String, Object> want : objects(tree, "proofs")) {
        AccountId account = new AccountId(string(want, "account"));
        InclusionProof proof = proof(tree, want);
        Samples.assertAccepted(InclusionCheck.check(attested, key(account), account, proof));
        seen++;
      }
    }
    assertEquals(10, seen);
  }

  /** Rebuilt from account and balance alone: the reference is as right as the vectors are. */
  @Test
  void reference() throws MalformedException {
    for (Map<String, Object> tree : trees) {
      List<Owed> book = new ArrayList<>();
      for (Map<String, Object> proof : objects(tree, "proofs")) {
        Amount balance = Amount.parse(string(proof, "balance"));
        book.add(new Owed(new AccountId(string(proof, "account")), balance));
      }
      int minHeight = ((Long) tree.get("minHeight")).intValue();
      ReferenceTree built = ReferenceTree.of(master, issuer, epoch, asset(tree), minHeight, book);
      assertEquals(commitment(tree), built.commitment());
      assertEquals(string(tree, "assetTag"), built.assetTag());
      List<Map<String, Object>> leaves = objects(tree, "leaves");
      assertEquals(leaves.size(), built.leaves().size());
      for (int i = 0; i < leaves.size(); i++) {
        Leaf leaf = built.leaves().get(i);
        assertEquals(string(leaves.get(i), "locator"), leaf.locator());
        assertEquals(string(leaves.get(i), "balance"), leaf.balance().toString());
      }
      for (Map<String, Object> want : objects(tree, "proofs")) {
        assertEquals(proof(tree, want), built.proof(new AccountId(string(want, "account"))));
      }
    }
  }

  private AccountKey key(AccountId account) {
    return master.customerKey(issuer, account, 0).accountKey(epoch);
  }

  private static InclusionProof proof(Map<String, Object> tree, Map<String, Object> proof)
      throws MalformedException {
    List<Node> siblings = new ArrayList<>();
    for (Map<String, Object> sibling : objects(proof, "siblings")) {
      Hash hash = Hash.parse(string(sibling, "hash"));
      siblings.add(new Node(hash, Amount.parse(string(sibling, "sum"))));
    }
    Amount balance = Amount.parse(string(proof, "balance"));
    return new InclusionProof(asset(tree), balance, (Long) proof.get("index"), siblings);
  }

  private static Asset asset(Map<String, Object> tree) throws MalformedException {
    return Asset.parse(string(tree, "asset") + ":" + tree.get("decimals"));
  }

  private static Commitment commitment(Map<String, Object> tree) throws MalformedException {
    return new Commitment(
        Hash.parse(string(tree, "root")),
        Amount.parse(string(tree, "total")),
        ((Long) tree.get("height")).intValue());
  }

  private static String string(Map<String, Object> object, String name) {
    return (String) object.get(name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.get(name);
  }
}
