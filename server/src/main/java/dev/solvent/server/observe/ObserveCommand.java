package dev.solvent.server.observe;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Signer;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.PasswordOptions;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Chains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent observe}. */
@Command(
    name = "observe",
    description = {
      "Looks at another's reserves with nodes of your own, and signs what they showed.",
      "The manifest says where to look and is believed in nothing. Writes"
          + " DIR/observation-1.dsse.json and so on; where something differs or was not seen, what"
          + " was seen is written all the same."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The settings need chains and their nodes; a policy, where one is named, gives the rules of"
          + " its tokens. Observe soon: many EVM nodes forget what stood in accounts after 128"
          + " blocks, less than half an hour; later it takes a node that keeps all of it.",
      "",
      "Exit codes: 0 all of it seen, and as the manifest says; 1 something differs or was not"
          + " seen; 2 wrong input or usage.",
      "",
      "Examples:",
      "  solvent observe --config nodes.yaml --manifest reserves.json \\",
      "      --key observer.p12 --password-file password --out observed",
      "  solvent observe --config nodes.yaml --manifest reserves.json \\",
      "      --key observer.p12 --password-env OBSERVER_PASSWORD \\",
      "      --blocks-only --block 'eip155:1 0x4814…' --out observed"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class ObserveCommand extends ResultCommand {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml with your own chains and nodes.")
  private Path config;

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "The reserves.json that another published.")
  private Path manifest;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Your key, which the readers' policies name: a PKCS#12 file.")
  private Path key;

  @Mixin private PasswordOptions password;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write into. One that has observations is refused.")
  private Path out;

  @Option(
      names = "--chain",
      paramLabel = "CHAIN",
      converter = Converters.OfChainId.class,
      description = "A chain to look at, such as eip155:1. Repeat for each (default: all).")
  private List<ChainId> chains = List.of();

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      converter = Converters.OfAccountRef.class,
      description = "An account to look at, as the manifest spells it (default: all).")
  private List<AccountRef> accounts = List.of();

  @Option(
      names = "--block",
      paramLabel = "BLOCK",
      converter = Converters.OfBlockRef.class,
      description = "A further block to confirm: a chain, a space and a hash. Repeat for each.")
  private List<BlockRef> blocks = List.of();

  @Option(names = "--blocks-only", description = "Look at the blocks, and at no holding.")
  private boolean blocksOnly;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Sights sights = Sights.read(manifest, chains, accounts, blocksOnly);
    Chains nodes = Chains.read(config, System::getenv);
    ObservationFolder folder = ObservationFolder.open(out);
    Signer signer = KeyFile.open(key, password.source("password of " + key));
    Observer observer = new Observer(nodes.readers());
    List<ObserverOutcome> outcomes =
        new ArrayList<>(observer.observe(sights.manifest(), sights.scope()));
    outcomes.addAll(observer.blocks(blocks));
    List<Sighting> sightings = outcomes.stream().map(Sighting::new).toList();
    List<Observation> observations =
        sightings.stream().flatMap(each -> each.observations().stream()).toList();
    List<Path> files = folder.write(observations, signer);
    if (json()) {
      printJson(sights.manifest(), sightings, files, signer);
    } else {
      printForPeople(sightings, files, signer);
    }
    return isAsStated(sightings) ? Failures.OK : Failures.FAILED;
  }

  private static boolean isAsStated(List<Sighting> sightings) {
    return !sightings.isEmpty() && sightings.stream().allMatch(Sighting::isAsStated);
  }

  private void printForPeople(List<Sighting> sightings, List<Path> files, Signer signer) {
    out().println(verdict(sightings));
    sightings.forEach(each -> each.lines().forEach(line -> out().println("  " + line)));
    String by = " by key " + signer.key().id();
    out().println(files.isEmpty() ? "there is nothing to sign" : "signed" + by + ":");
    files.forEach(file -> out().println("  " + file));
    if (sightings.stream().anyMatch(each -> !each.unread().isEmpty())) {
      err()
          .println(
              "hint: many EVM nodes forget accounts after 128 blocks: observe sooner, or by a node"
                  + " that keeps all of it");
    }
  }

  private static String verdict(List<Sighting> sightings) {
    long seen = sightings.stream().mapToLong(Sighting::holdings).sum();
    if (isAsStated(sightings)) {
      return "seen: "
          + Words.counted(sightings.size(), "block")
          + " and "
          + Words.counted(seen, "holding")
          + ", all as the manifest says";
    }
    long differing = sightings.stream().mapToLong(each -> each.differences().size()).sum();
    long unread = sightings.stream().mapToLong(each -> each.unread().size()).sum();
    long unseen = sightings.stream().filter(each -> !each.isSeen()).count();
    return "FAILED "
        + Words.counted(differing, "difference")
        + ", "
        + Words.counted(unread, "holding")
        + " not read, "
        + Words.counted(unseen, "block")
        + " not seen; "
        + Words.counted(seen, "holding")
        + " seen";
  }

  private void printJson(
      ReservesManifest stated, List<Sighting> sightings, List<Path> files, Signer signer) {
    print(
        new ObjectBuilder()
            .put("blocks", sightings, Sighting::toJson)
            .put("epoch", stated.epoch().number())
            .put("files", files, file -> new ObjectBuilder().put("file", file.toString()).build())
            .put("issuer", stated.issuer().domain())
            .put("key", signer.key().id().toString())
            .put("outcome", isAsStated(sightings) ? "seen" : "failed")
            .build());
  }
}
