package dev.solvent.server.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, '', 203.0.113.9",
    // a stranger says what he likes
    "203.0.113.9, 198.51.100.1, 203.0.113.9",
    // the proxy wrote the last one
    "10.0.0.1, 198.51.100.1, 198.51.100.1",
    "10.0.0.1, '1.2.3.4, 198.51.100.1', 198.51.100.1",
    "10.0.0.1, '1.2.3.4,198.51.100.1 , 10.9.9.9', 198.51.100.1",
    "10.0.0.1, 'unknown', 10.0.0.1",
    "10.0.0.1, '198.51.100.1, example.com', 10.0.0.1",
    "10.0.0.1, '', 10.0.0.1",
    "192.168.7.8, 198.51.100.1, 198.51.100.1",
    "192.168.7.9, 198.51.100.1, 192.168.7.9",
    // as many addresses as a client likes are one
    "2001:db8:1:2:3:4:5:6, '', 2001:db8:1:2::"
  })
  void client_isWhoTheLastTrustedHopSaw(String remote, String forwarded, String client)
      throws MalformedException {
    ClientAddress addresses =
        new ClientAddress(List.of(Subnet.parse("10.0.0.0/8"), Subnet.parse("192.168.7.8")));
    List<String> values = forwarded.isEmpty() ? List.of() : List.of(forwarded);
    assertEquals(
        InetAddress.ofLiteral(client), addresses.of(InetAddress.ofLiteral(remote), values));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "/8"})
  void subnet_thatIsNone_isRefused(String text) {
    assertThrows(MalformedException.class, () -> Subnet.parse(text));
  }

  @Test
  void subnet_ofOddBits_endsWithinAByte() throws MalformedException {
    Subnet subnet = Subnet.parse("10.1.128.0/17");
    assertEquals(true, subnet.contains(InetAddress.ofLiteral("10.1.200.1")));
    assertEquals(false, subnet.contains(InetAddress.ofLiteral("10.1.127.1")));
    assertEquals(false, subnet.contains(InetAddress.ofLiteral("::1")));
  }
}
