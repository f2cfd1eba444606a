package dev.solvent.server.doctor;

import dev.solvent.attest.log.WitnessPolicy;
import java.util.HashSet;
import java.util.Set;

/** Whether so many witnesses would do, as the policy's groups count them. */
final class Floor {
  private Floor() {}

  static boolean isMetBy(WitnessPolicy policy, Set<String> up) {
    Set<String> counted = new HashSet<>(up);
    for (WitnessPolicy.Group group : policy.groups()) {
      if (group.members().stream().filter(counted::contains).count() >= group.threshold()) {
        counted.add(group.name());
      }
    }
    return policy.quorum().equals(WitnessPolicy.NONE) || counted.contains(policy.quorum());
  }
}
