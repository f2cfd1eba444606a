package dev.solvent.server.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.server.handout.Shop.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksCommandTest {
  private static final String LONG =
      """
      account,asset,amount
      alice@example.com,ETH,1.5
      bob,BTC,-1
      nothing,BTC,0
      "O'Neill, Ann",BTC,0.00000001
      bob,ETH,2
      alice@example.com,BTC,0.42
      """;

  @TempDir Path folder;

  private static List<String> accounts(String csv) {
    return csv.lines().skip(1).map(line -> line.substring(0, line.lastIndexOf(','))).toList();
  }

  private static AccountLink link(String line) throws Exception {
    return AccountLink.parse(line.substring(line.lastIndexOf(',') + 1));
  }

  @Test
  void oneAccount_getsTheLinkOfTheSpec() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Said said = shop.run(new LinksCommand(), "--account", "alice@example.com");
    assertEquals(0, said.code(), said.err());
    String line = said.out().lines().toList().get(1);
    assertTrue(line.startsWith("alice@example.com,https://exchange.example/verify#v1."), line);
    AccountLink want =
        new AccountLink(
            Shop.ALICE,
            MasterSecret.parse(Shop.MASTER).customerKey(shop.manifest().issuer(), Shop.ALICE, 0));
    assertEquals(want, link(line));
  }

  @Test
  void revokedAccount_getsTheLinkOfItsGeneration_whichOpensTheTrees() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Said said = shop.run(new LinksCommand(), "--account", "bob", "--page", "https://e.example/v");
    AccountLink link = link(said.out().lines().toList().get(1));
    try (Handouts handouts = shop.open()) {
      AccountProof proof = handouts.proof(link.accountId(), Optional.empty()).orElseThrow();
      assertEquals(link.customerKey().accountKey(shop.manifest().epoch()), proof.accountKey());
    }
  }

  @Test
  void wholeBook_goesToAFileOfTheOwnerAlone_whichIsNeverOverwritten() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path out = folder.resolve("links.csv");
    String[] options = {"--book", shop.book.toString(), "--out", out.toString()};
    Said said = shop.run(new LinksCommand(), options);
    assertEquals(0, said.code(), said.err());
    assertEquals("wrote 4 links to " + out + "\n", said.out());
    assertTrue(said.err().contains("1 of the first 4 have no balance in epoch 1"), said.err());
    assertEquals(
        List.of("alice@example.com", "\"O'Neill, Ann\"", "nothing", "bob"),
        accounts(Files.readString(out)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    Said again = shop.run(new LinksCommand(), options);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("exists already"), again.err());
    assertTrue(Files.exists(out));
  }

  @Test
  void longBook_givesEachAccountOneLink() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path book = Files.writeString(folder.resolve("long.csv"), LONG);
    Said said = shop.run(new LinksCommand(), "--book", book.toString());
    assertEquals(0, said.code(), said.err());
    assertEquals(
        List.of("\"O'Neill, Ann\"", "alice@example.com", "bob"),
        accounts(said.out()).stream().sorted().toList());
  }

  @Test
  void longBookOfAnotherDay_isRefused_andItsFileTakenAway() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path book =
        Files.writeString(
            folder.resolve("long.csv"), LONG.replace("alice@example.com,BTC,0.42\n", ""));
    Path out = folder.resolve("links.csv");
    Said said = shop.run(new LinksCommand(), "--book", book.toString(), "--out", out.toString());
    assertEquals(1, said.code());
    assertTrue(
        said.err().startsWith("REFUSED not the book of this epoch: 1 of its rows"), said.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void wrongMasterKey_givesNoLinks() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    shop.secret("key.hex", "ff".repeat(32));
    Path out = folder.resolve("links.csv");
    Said said =
        shop.run(new LinksCommand(), "--book", shop.book.toString(), "--out", out.toString());
    assertEquals(1, said.code());
    assertTrue(said.err().contains("none of these accounts"), said.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void wrongRow_isTold_andLeavesNothing() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path book = Files.writeString(folder.resolve("bad.csv"), Shop.BOOK + "x,1e3,0\n");
    Path out = folder.resolve("links.csv");
    Said said = shop.run(new LinksCommand(), "--book", book.toString(), "--out", out.toString());
    assertEquals(2, said.code());
    assertTrue(said.err().contains("line 6, column 2 (BTC)"), said.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void wrongPage_isRefused() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    for (String page : List.of("http://exchange.example/v", "https://e.example/#", "verify")) {
      Said said = shop.run(new LinksCommand(), "--account", "bob", "--page", page);
      assertEquals(2, said.code(), page);
    }
  }

  @Test
  void proofs_areNumbered_named_andVerify() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path bundle = shop.bundleFile();
    Path out = folder.resolve("proofs");
    Said said =
        shop.run(
            new LinksCommand(),
            "--book",
            shop.book.toString(),
            "--proofs",
            out.toString(),
            "--bundle",
            bundle.toString(),
            "--self-contained",
            "--json");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("\"written\":3"), said.out());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    List<String> index = Files.readAllLines(out.resolve("index.csv"));
    assertEquals(4, index.size());
    for (String line : index.subList(1, 4)) {
      String name = line.substring(line.lastIndexOf(',') + 1);
      assertTrue(name.matches("0000/[123]\\.json"), name);
      AccountProof proof = AccountProof.parse(Files.readAllBytes(out.resolve(name)));
      assertTrue(line.contains(proof.accountId().text()), line);
      Bundle inline = proof.bundle().orElseThrow();
      assertEquals(Optional.of(inline.envelope().payloadDigest()), proof.attestation());
      assertTrue(
          LiabilitiesInclusion.check(shop.manifest(), proof, List.of())
              instanceof InclusionOutcome.Passed);
    }
  }

  @Test
  void listedAccounts_comeFromAFile_whoseWrongLineIsNamed() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path ids = Files.writeString(folder.resolve("ids"), "bob\nalice@example.com\nbob\n");
    Path out = folder.resolve("proofs");
    Said said =
        shop.run(new LinksCommand(), "--accounts", ids.toString(), "--proofs", out.toString());
    assertEquals("wrote 2 account proofs to " + out + "\n", said.out(), said.err());
    Files.writeString(ids, "bob\n\nalice@example.com\n");
    Said wrong = shop.run(new LinksCommand(), "--accounts", ids.toString());
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("line 2: empty account id"), wrong.err());
  }

  @Test
  void damagedTree_givesNoProofs_andLeavesNoFolder() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    for (String file : List.of("leaves", "nodes")) {
      try (var files = Files.list(shop.trees.resolve("ETH"))) {
        for (Path path : files.filter(p -> p.getFileName().toString().startsWith(file)).toList()) {
          byte[] bytes = Files.readAllBytes(path);
          for (int i = 0; i < bytes.length; i += 7) {
            bytes[i] ^= 1;
          }
          path.toFile().setWritable(true);
          Files.write(path, bytes);
        }
      }
    }
    Path out = folder.resolve("proofs");
    Said said =
        shop.run(new LinksCommand(), "--account", "alice@example.com", "--proofs", out.toString());
    assertEquals(2, said.code(), said.out());
    assertFalse(said.err().contains("alice"), said.err());
    assertFalse(Files.exists(out));
  }
}
