import Identifiers
import Testing

@Suite("Base 64")
struct Base64Tests {
    // RFC 4648 section 10.
    @Test(
        "the vectors of RFC 4648 hold both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func vectors(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test("every byte value survives at every alignment", arguments: 0..<4)
    func roundTrip(dropped: Int) {
        let bytes = Array((0...255).map(UInt8.init).dropFirst(dropped))
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(
        "whatever encoding would not write is refused",
        arguments: [
            "Zg", "Zg=", "Zg==\n", " Zg==", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "-_-_", "Zm9v=",
            "Zm\u{e9}=",
        ]
    )
    func refuses(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
