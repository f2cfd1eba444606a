package dev.solvent.server.observe;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.HashSet;
import java.util.List;

/**
 * What an observer is asked: {@code docs/spec/observation.md} section 3.
 *
 * @param blocks to confirm beside the manifest's own, each once
 * @param manifest the bytes of a {@code reserves.json}
 */
record ObserveRequest(List<BlockRef> blocks, Octets manifest) {
  static final String FORMAT = "solvent/observe-request/v1";
  static final String CONTENT_TYPE = "application/json";
  static final JsonLimits LIMITS = new JsonLimits(16 << 20, 4, 5_000);
  static final int MAX_BLOCKS = 1_000;
  static final int MAX_MANIFEST = 11 << 20;

  ObserveRequest {
    blocks = List.copyOf(blocks);
    if (blocks.size() > MAX_BLOCKS || new HashSet<>(blocks).size() != blocks.size()) {
      throw new IllegalArgumentException(
          "blocks: " + blocks.size() + " items, want 0 to " + MAX_BLOCKS + ", each once");
    }
    if (manifest.length() > MAX_MANIFEST) {
      throw new IllegalArgumentException(
          "manifest: " + manifest.length() + " bytes, want at most " + MAX_MANIFEST);
    }
  }

  static ObserveRequest parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, ObserveRequest::read);
  }

  private static ObserveRequest read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    List<BlockRef> blocks = in.list("blocks", 0, MAX_BLOCKS, ObserveRequest::readBlock);
    Octets manifest = in.text("manifest", Octets::parseBase64);
    return in.build(() -> new ObserveRequest(blocks, manifest));
  }

  static BlockRef readBlock(Fields in) throws MalformedException {
    ChainId chain = in.text("chain", ChainId::parse);
    return in.text("hash", hash -> BlockRef.parse(chain, hash));
  }

  /** The bytes that {@link #parse} reads. */
  byte[] toBytes() {
    return CanonicalJson.print(
        new ObjectBuilder()
            .put("blocks", blocks, block -> toJson(block).build())
            .put("format", FORMAT)
            .put("manifest", manifest.toBase64())
            .build(),
        LIMITS);
  }

  static ObjectBuilder toJson(BlockRef block) {
    return new ObjectBuilder().put("chain", block.chain().toString()).put("hash", block.hashText());
  }
}
