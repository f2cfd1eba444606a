package dev.solvent.server.cli;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads options as the values they are; a wrong one is told in the value's own words. */
public final class Converters {
  private Converters() {}

  private interface Parser<T> {
    T parse(String text) throws MalformedException;
  }

  private static <T> T read(String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (MalformedException | IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /** {@code BTC:8}. */
  public static final class OfAsset implements ITypeConverter<Asset> {
    @Override
    public Asset convert(String text) {
      return read(text, Asset::parse);
    }
  }

  public static final class OfIssuer implements ITypeConverter<Issuer> {
    @Override
    public Issuer convert(String text) {
      return read(text, Issuer::parse);
    }
  }

  public static final class OfAccountId implements ITypeConverter<AccountId> {
    @Override
    public AccountId convert(String text) {
      return read(text, AccountId::parse);
    }
  }

  /** {@code eip155:1}. */
  public static final class OfChainId implements ITypeConverter<ChainId> {
    @Override
    public ChainId convert(String text) {
      return read(text, ChainId::parse);
    }
  }

  /** {@code eip155:1:0x52…}. */
  public static final class OfAccountRef implements ITypeConverter<AccountRef> {
    @Override
    public AccountRef convert(String text) {
      return read(text, AccountRef::parse);
    }
  }

  /** {@code eip155:1/erc20:0xa0…}. */
  public static final class OfAssetRef implements ITypeConverter<AssetRef> {
    @Override
    public AssetRef convert(String text) {
      return read(text, AssetRef::parse);
    }
  }

  /** {@code 0x52…}. */
  public static final class OfEvmAddress implements ITypeConverter<EvmAddress> {
    @Override
    public EvmAddress convert(String text) {
      return read(text, EvmAddress::parse);
    }
  }

  /** A chain, a space and a block's hash. */
  public static final class OfBlockRef implements ITypeConverter<BlockRef> {
    @Override
    public BlockRef convert(String text) {
      return read(text, BlockRef::parse);
    }
  }

  public static final class OfTimestamp implements ITypeConverter<Timestamp> {
    @Override
    public Timestamp convert(String text) {
      return read(text, Timestamp::parse);
    }
  }

  public static final class OfEpoch implements ITypeConverter<Epoch> {
    @Override
    public Epoch convert(String text) {
      if (!text.matches("[1-9][0-9]{0,15}")) {
        throw new TypeConversionException("epoch \"" + text + "\", want 1 to 2^53 - 1");
      }
      return read(text, digits -> new Epoch(Long.parseLong(digits)));
    }
  }

  /** {@code BTC=0.42}. */
  public static final class OfExpectedBalance implements ITypeConverter<ExpectedBalance> {
    @Override
    public ExpectedBalance convert(String text) {
      return read(text, ExpectedBalance::parse);
    }
  }

  /** {@code 256m}: bytes, with k, m or g for powers of 1024. */
  public static final class OfMemory implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if (!text.matches("[1-9][0-9]{0,9}[kmgKMG]?")) {
        throw new TypeConversionException("\"" + text + "\", want bytes, such as 256m or 1g");
      }
      int shift =
          switch (text.charAt(text.length() - 1)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
          };
      return Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1)) << shift;
    }
  }
}
