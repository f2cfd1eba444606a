package dev.solvent.verifier;

import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who reads what {@link TestPublication} publishes. */
public final class TestReader {
  static final List<String> WITNESSES = List.of("witness-one.example", "witness-two.example");
  static final List<String> OBSERVERS = List.of("observer one", "observer two");

  private TestReader() {}

  /** Both witnesses and both observers have to sign; a statement is due every second day. */
  public static Policy policy() {
    return new Policy(
        List.of(new KnownAsset(TestReserves.COIN, TestPublication.ETH)),
        List.of(),
        new Limits(
            Duration.ofDays(2),
            10_000,
            Duration.ofDays(2),
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            Duration.ofDays(1)),
        OBSERVERS.stream().map(name -> new NamedKey(name, TestKeys.key(name))).toList(),
        2,
        SafeRule.NONE,
        false,
        List.of(),
        Optional.of(witnessText()));
  }

  private static String witnessText() {
    StringBuilder text = new StringBuilder();
    for (String witness : WITNESSES) {
      text.append("witness ")
          .append(witness, 0, witness.indexOf('.'))
          .append(' ')
          .append(TestKeys.note(witness, KeyType.COSIGNATURE, witness))
          .append('\n');
    }
    return text.append("group both all witness-one witness-two\nquorum both\n").toString();
  }

  static WitnessPolicy witnesses() {
    try {
      return WitnessPolicy.parse(witnessText().getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
