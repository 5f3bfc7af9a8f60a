import Testing

@testable import Upstream

@Suite("Which addresses webhooks may reach")
struct PublicAddressTests {
    @Test(
        "Addresses of the public internet are reached",
        arguments: [
            "8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111",
            "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
        ]
    )
    func open(_ address: String) {
        #expect(PublicAddress.contains(address))
    }

    @Test(
        "Addresses inside networks, special ones and what is no address are not",
        arguments: [
            "127.0.0.1", "127.255.0.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
            "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1",
            "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
            "2001:db8::1", "2001::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
            "2002:c0a8:101::1", "", "127.1", "0177.0.0.1x", "localhost", "1.2.3", "1.2.3.4.5", "1:2:3", ":::",
            "12345::1", "::1::2", "1:2:3:4:5:6:7:8:9", "999.1.1.1", "+8.8.8.8",
        ]
    )
    func closed(_ address: String) {
        #expect(!PublicAddress.contains(address))
    }
}
