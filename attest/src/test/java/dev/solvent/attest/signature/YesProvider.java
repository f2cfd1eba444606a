package dev.solvent.attest.signature;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;

/** A provider of signatures for which every signature is a good one. */
public final class YesProvider extends Provider {
  private static final long serialVersionUID = 1L;

  public YesProvider() {
    super("Yes", "1", "accepts everything");
    put("Signature.Ed25519", Yes.class.getName());
    put("Signature.SHA256withECDSA", Yes.class.getName());
  }

  /** Accepts everything. */
  @SuppressWarnings("deprecation") // two methods that have to be there
  public static final class Yes extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {}

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] bytes, int at, int length) {}

    @Override
    protected byte[] engineSign() {
      return new byte[0];
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Override
    protected void engineSetParameter(String name, Object value) {}

    @Override
    protected Object engineGetParameter(String name) {
      return name;
    }
  }
}
