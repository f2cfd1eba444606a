package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures that public texts print, with the addresses that they say made them. */
final class EvmSignatureTest {
  /** The example of EIP-155: the transaction that is signed, and its hash. */
  @Test
  void eip155_exampleHash() throws MalformedException {
    byte[] transaction =
        HexFormat.of()
            .parseHex(
                "ec098504a817c800825208943535353535353535353535353535353535353535"
                    + "880de0b6b3a764000080018080");
    assertEquals(9, Rlp.parseList(transaction, 100).items().size());
    Hash hash = Keccak256.hash(transaction);
    assertEquals(
        "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53", hash.toString());
  }

  /** The example of EIP-712, Example.js: the digest and what the key keccak("cow") makes of it. */
  @Test
  void eip712_exampleSignature() throws MalformedException {
    Hash digest = Hash.parse("be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
    EvmSignature signature =
        EvmSignature.parse(
            "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c");
    assertEquals(
        "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826",
        signature.signer(digest).orElseThrow().toString());
  }

  /** The documentation of web3.js, eth.accounts.sign. */
  @Test
  void eip191_exampleOfWeb3Js() throws MalformedException {
    Hash hash = PersonalMessage.hash("Some data");
    assertEquals(
        "1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655", hash.toString());
    EvmSignature signature =
        EvmSignature.parse(
            "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c");
    assertEquals(
        "0x2c7536e3605d9c16a7a3d7b1898e529396a65c23",
        signature.signer(hash).orElseThrow().toString());
  }

  /** The length is that of the bytes, not of the characters. */
  @Test
  void eip191_countsBytes() {
    byte[] utf8 = "é".getBytes(StandardCharsets.UTF_8);
    byte[] before = "\u0019Ethereum Signed Message:\n2".getBytes(StandardCharsets.UTF_8);
    assertEquals(Keccak256.hash(before, utf8), PersonalMessage.hash("é"));
  }

  @Test
  void otherForms_areRefused() {
    String rs = "01".repeat(64);
    for (String bad :
        List.of(
            "",
            "0x",
            "0x" + rs,
            "0x" + rs + "1d",
            "0x" + rs + "02",
            "0x" + rs + "1a",
            "0x" + rs + "1B",
            "0X" + rs + "1b",
            "0x" + "ff".repeat(64) + "1b",
            "0x" + "00".repeat(64) + "1b")) {
      assertThrows(MalformedException.class, () -> EvmSignature.parse(bad), bad);
    }
  }
}
