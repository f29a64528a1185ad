import Testing

@testable import WebServer

@Suite struct ClientAddressTests {
    @Test(arguments: [
        (0, ["9.9.9.9"], "10.0.0.1"),
        (1, [], "10.0.0.1"),
        (1, ["1.1.1.1"], "1.1.1.1"),
        (1, ["6.6.6.6, 1.1.1.1"], "1.1.1.1"),
        (2, ["6.6.6.6, 1.1.1.1, 2.2.2.2"], "1.1.1.1"),
        (2, ["6.6.6.6, 1.1.1.1", "2.2.2.2"], "1.1.1.1"),
        (3, ["1.1.1.1"], "1.1.1.1"),
        (1, ["[2001:db8::1]:443"], "2001:db8::1"),
        (1, ["1.1.1.1:5000"], "1.1.1.1"),
        (1, ["not an address"], "10.0.0.1"),
    ])
    func `only hops of our own are believed`(hops: Int, forwarded: [String], expected: String) {
        let address = ClientAddress.resolve(peer: "10.0.0.1", forwardedFor: forwarded, trustedHops: hops)

        #expect(address == expected)
    }

    @Test func `one household shares its IPv6 network`() {
        #expect(ClientAddress.household("2001:db8:1:2::1") == ClientAddress.household("2001:db8:1:2:ffff::9"))
        #expect(ClientAddress.household("2001:db8:1:2::1") != ClientAddress.household("2001:db8:1:3::1"))
        #expect(ClientAddress.household("1.2.3.4") == "1.2.3.4")
    }
}
