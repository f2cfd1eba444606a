package dev.solvent.chain.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.SafeOwners;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.StorageProof;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import tools.jackson.databind.JsonNode;

/**
 * A Safe of three owners, two of whom have to sign. Its storage is put into anvil, whose proofs are
 * real; the header around the state's root is made up, as its hash is an argument of the check.
 */
final class SafeSignaturesTest {
  private static final String SAFE = "0x5afe5afe5afe5afe5afe5afe5afe5afe5afe5afe";
  private static final String SINGLETON = "0x41675c099f32341bf84bfc5382af534df5c7461a";
  private static final byte[] CODE = {0x60, 0x00};

  /** The first four of anvil's accounts; the last is no owner. */
  private static final List<String> ADDRESSES =
      List.of(
          "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
          "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
          "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
          "0x90f79bf6eb2c4f870365e785982e1f101e93b906");

  @TempDir private static Path folder;
  private static Anvil anvil;
  private static SafeProof proof;

  @BeforeAll
  static void start() throws Exception {
    anvil = Anvil.start(folder);
    rpc("anvil_setCode", SAFE, "0x" + Octets.of(CODE));
    List<Hash> slots =
        new ArrayList<>(List.of(StorageSlots.of(0), StorageSlots.of(3), StorageSlots.of(4)));
    set(slots.get(0), SINGLETON);
    set(slots.get(1), "0x03");
    set(slots.get(2), "0x02");
    List<String> ring = Stream.concat(ADDRESSES.stream().limit(3), Stream.of("0x01")).toList();
    String at = "0x" + "0".repeat(39) + "1";
    for (String next : ring) {
      Hash slot = StorageSlots.solidityMapping(StorageSlots.of(2), EvmAddress.parse(at));
      slots.add(slot);
      set(slot, next);
      at = next;
    }
    rpc("evm_mine");
    JsonNode answer =
        rpc("eth_getProof", SAFE, slots.stream().map(slot -> "0x" + slot).toList(), "latest");
    JsonNode block = rpc("eth_getBlockByNumber", "latest", false);
    List<StorageProof> storage = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      JsonNode nodes = answer.path("storageProof").path(i).path("proof");
      storage.add(new StorageProof(slots.get(i), nodes(nodes)));
    }
    proof =
        new SafeProof(
            header(bytes(block.path("stateRoot"))), nodes(answer.path("accountProof")), storage);
  }

  @AfterAll
  static void end() {
    anvil.close();
  }

  private static JsonNode rpc(String method, Object... params) throws NodeException {
    return Outside.rpc(anvil.uri(), method, params);
  }

  private static void set(Hash slot, String value) throws NodeException {
    String word = "0x" + "0".repeat(66 - value.length()) + value.substring(2);
    rpc("anvil_setStorageAt", SAFE, "0x" + slot, word);
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.stringValue().substring(2));
  }

  private static List<Octets> nodes(JsonNode list) {
    List<Octets> nodes = new ArrayList<>();
    list.forEach(node -> nodes.add(Octets.of(bytes(node))));
    return nodes;
  }

  private static BlockHeader header(byte[] stateRoot) throws MalformedException {
    RlpType word = RlpString.create(new byte[32]);
    RlpType zero = RlpString.create(BigInteger.ZERO);
    return BlockHeader.parse(
        RlpEncoder.encode(
            new RlpList(
                word,
                word,
                RlpString.create(new byte[20]),
                RlpString.create(stateRoot),
                word,
                word,
                RlpString.create(new byte[256]),
                zero,
                RlpString.create(BigInteger.ONE),
                zero,
                zero,
                RlpString.create(BigInteger.valueOf(1_785_542_400)),
                RlpString.create(new byte[0]),
                word,
                RlpString.create(new byte[8]))));
  }

  private static AccountRef account() throws MalformedException {
    return AccountRef.of(ChainId.evm(31337), EvmAddress.parse(SAFE));
  }

  private static OwnershipChallenge challenge() throws MalformedException {
    return Samples.challenge(account());
  }

  private static OwnershipTerms terms(boolean blockKnown) throws MalformedException {
    BlockRef block = new BlockRef(ChainId.evm(31337), proof.header().hash());
    SafeRule known =
        new SafeRule(Set.of(Keccak256.hash(CODE)), Set.of(EvmAddress.parse(SINGLETON)));
    return Samples.terms(
        Samples.AS_OF, known, blockKnown ? Map.of(block, proof.header().time()) : Map.of());
  }

  private static String signature(int owner) throws Exception {
    String hex = "0x" + Octets.of(challenge().text().getBytes(StandardCharsets.UTF_8));
    return rpc("personal_sign", hex, ADDRESSES.get(owner)).stringValue();
  }

  private static ImportOutcome collect(String... signatures) throws MalformedException {
    return new SafeSignatures(terms(true)).collect(challenge(), proof, List.of(signatures));
  }

  private static ImportOutcome.Refused refused(ImportOutcome outcome) {
    return assertInstanceOf(ImportOutcome.Refused.class, outcome, outcome::toString);
  }

  @Test
  void owners_upToTheThreshold_areWaitedFor() throws Exception {
    ImportOutcome.Waiting none = assertInstanceOf(ImportOutcome.Waiting.class, collect());
    assertEquals(2, none.threshold());
    assertEquals(3, none.open().size());
    ImportOutcome one = collect(signature(0), signature(0) + "\n");
    ImportOutcome.Waiting waiting = assertInstanceOf(ImportOutcome.Waiting.class, one);
    assertEquals(List.of(EvmAddress.parse(ADDRESSES.get(0))), waiting.signed());
    assertEquals(
        List.of(EvmAddress.parse(ADDRESSES.get(2)), EvmAddress.parse(ADDRESSES.get(1))),
        waiting.open());
  }

  @Test
  void owners_enough_makeAProofThatIsKept(@TempDir Path kept) throws Exception {
    ImportOutcome.Accepted accepted =
        assertInstanceOf(
            ImportOutcome.Accepted.class, collect(signature(2), " " + signature(0), signature(2)));
    OwnershipProof made = accepted.proof();
    assertEquals(OwnershipMethod.SAFE, made.method());
    assertEquals(List.of(ADDRESSES.get(2), ADDRESSES.get(0)), accepted.signed().by());
    OwnershipFolder proofs = new OwnershipFolder(kept);
    assertInstanceOf(KeepOutcome.Kept.class, proofs.keep(made, terms(true)));
    assertEquals(
        Set.of(Samples.BLOCK, new BlockRef(ChainId.evm(31337), proof.header().hash())),
        proofs.named(List.of(account())).blocks());
    assertInstanceOf(
        ImportOutcome.Accepted.class, collect(signature(0), signature(1), signature(2)));
  }

  @Test
  void hotKeysOfOwners_signForThem() throws Exception {
    SafeOwners owners = proof.owners(EvmAddress.parse(SAFE), terms(true).safes());
    List<String> signed =
        Samples.signer(folder, Samples.ANVIL_KEY, "0".repeat(63) + "1")
            .signAsOwners(challenge(), owners);
    assertEquals(List.of(signature(0)), signed);
  }

  @Test
  void stranger_isRefusedByName() throws Exception {
    ImportOutcome.Refused refused = refused(collect(signature(0), signature(3)));
    assertEquals("signed by " + ADDRESSES.get(3) + ", want an owner", refused.detail());
    assertTrue(refused.hint().orElseThrow().contains("not the Safe's hash of it"));
  }

  @Test
  void whatIsNoSignature_isRefused() throws Exception {
    assertTrue(
        refused(collect("hello")).hint().orElseThrow().startsWith("paste the signature alone"));
  }

  @Test
  void contractThatThePolicyDoesNotKnow_isRefused() throws Exception {
    ImportOutcome outcome =
        new SafeSignatures(Samples.terms())
            .collect(challenge(), proof, List.of(signature(0), signature(1)));
    assertTrue(refused(outcome).detail().contains("want that of a Safe that the reader knows"));
  }

  @Test
  void proofFromABlockThatNobodyConfirms_isRefused() throws Exception {
    ImportOutcome outcome =
        new SafeSignatures(terms(false))
            .collect(challenge(), proof, List.of(signature(0), signature(1)));
    assertTrue(refused(outcome).hint().orElseThrow().startsWith("the owners signed, but what"));
  }

  @Test
  void accountOfAnotherKindOfChain_isRefused() throws Exception {
    OwnershipChallenge bitcoin =
        Samples.challenge(
            Samples.account(
                "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
    ImportOutcome outcome =
        new SafeSignatures(terms(true)).collect(bitcoin, proof, List.of(signature(0)));
    assertTrue(refused(outcome).detail().contains("want one on an EVM chain"));
  }
}
