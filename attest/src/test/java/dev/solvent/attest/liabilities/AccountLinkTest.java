package dev.solvent.attest.liabilities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.SpecFile;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.CustomerKey;
import dev.solvent.merkle.MalformedException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountLinkTest {
  private static final String LINK = SpecFile.of("account-link.md").blocks("text").getFirst();
  private static final String FRAGMENT = LINK.substring(LINK.indexOf('#') + 1);

  @Test
  void theLinkOfTheText_opensAlicesEpoch() throws Exception {
    AccountLink link = AccountLink.parse(LINK);
    AccountProof proof = Samples.proof("alice@example.com");
    assertEquals(proof.accountId(), link.accountId());
    assertEquals(proof.accountKey(), link.customerKey().accountKey(proof.epoch()));
    assertEquals(FRAGMENT, link.exposeFragment());
    assertEquals(link, AccountLink.parse(FRAGMENT));
  }

  @Test
  void anyId_isReadAgain() throws Exception {
    for (String id : new String[] {"bob", "用户-003", "a".repeat(255), "a.b#c?d=e&f"}) {
      AccountLink link = new AccountLink(new AccountId(id), new CustomerKey(new byte[32]));
      assertEquals(link, AccountLink.parse("https://x.example/#" + link.exposeFragment()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1",
        "v2.YQ.AAAA",
        "v1.YQ.AAAA",
        "v1..GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o",
        "v1.YQ==.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o",
        "v1.YR.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o",
        "v1.YQ.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7p",
        "v1.YQ.GQcZFYKlrt5nHaXE6LkX/k8JmE3ewYMVqGlEf4pXf7o",
        "v1._w.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o",
        "v1.AA.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o",
        "v1.YQ.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o.",
        "v1.YQ.GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o#",
      })
  void anotherForm_isRefused_andNotRepeated(String link) {
    MalformedException refused =
        assertThrows(MalformedException.class, () -> AccountLink.parse(link));
    assertFalse(refused.getMessage().contains("GQcZFY"), refused.getMessage());
  }

  @Test
  void aLongOne_isRefused() {
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[1_000]);
    assertThrows(MalformedException.class, () -> AccountLink.parse("v1." + id + ".AA"));
  }

  @Test
  void neverShowsItsSecret() throws Exception {
    Object link = AccountLink.parse(LINK);
    assertFalse(link.toString().contains(FRAGMENT.substring(FRAGMENT.length() - 43)));
    assertFalse(link.toString().contains("19071915"));
  }
}
