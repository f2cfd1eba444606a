package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.bitcoin.BlockChanges.Change;
import dev.solvent.chain.bitcoin.Scan.Found;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Undoing blocks against a chain that was played forwards and remembers every state. */
final class UtxoSetTest {
  private static final Octets SCRIPT = Octets.of(new byte[] {0x51});

  /** Forwards, and slow: what is unspent after each block. */
  private static final class Chain {
    private final Random random;
    private final List<Set<Output>> states = new ArrayList<>(List.of(Set.of()));
    private final List<BlockChanges> blocks = new ArrayList<>();
    private final List<Found> created = new ArrayList<>();
    private int next;

    Chain(long seed, int blocks) {
      random = new Random(seed);
      for (int number = 1; number <= blocks; number++) {
        add(number);
      }
    }

    private void add(int number) {
      Set<Output> unspent = new HashSet<>(states.getLast());
      List<Change> changes = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        List<Output> spent = unspent.stream().filter(o -> random.nextInt(3) == 0).toList();
        List<Output> made = new ArrayList<>();
        for (int j = random.nextInt(3); j > 0; j--) {
          made.add(output(next++));
        }
        spent.forEach(unspent::remove);
        unspent.addAll(made);
        made.forEach(output -> created.add(new Found(output, number)));
        changes.add(new Change(spent, made));
      }
      blocks.add(new BlockChanges(number, changes));
      states.add(unspent);
    }

    Scan scan() {
      List<Found> found =
          created.stream().filter(f -> states.getLast().contains(f.output())).toList();
      return new Scan(Hash.of(new byte[Hash.BYTES]), blocks.size(), found);
    }
  }

  private static Output output(int id) {
    byte[] hash = new byte[Hash.BYTES];
    hash[0] = (byte) id;
    hash[1] = (byte) (id >> 8);
    return new Output(new Outpoint(Hash.of(hash), 0), SCRIPT, Amount.of(id + 1));
  }

  @Property(tries = 300)
  void undoing_anyBlocks_givesTheStateBefore(
      @ForAll long seed, @ForAll @IntRange(max = 12) int count) throws MalformedException {
    Chain chain = new Chain(seed, count);
    for (int pin = 0; pin <= count; pin++) {
      assertEquals(chain.states.get(pin), new HashSet<>(undo(chain, pin)));
    }
  }

  private static List<Output> undo(Chain chain, int pin) throws MalformedException {
    UtxoSet set = UtxoSet.of(chain.scan());
    for (BlockChanges block : chain.blocks.subList(pin, chain.blocks.size()).reversed()) {
      set.undo(block);
    }
    return set.at(pin);
  }
}
