import Testing

@testable import Access

@Suite("Base 62")
struct Base62Tests {
    @Test(
        "Numbers are written most significant digit first and padded on the left",
        arguments: [
            (UInt64(0), 5, "00000"), (1, 5, "00001"), (61, 1, "z"), (62, 2, "10"), (3843, 2, "zz"),
            (3844, 2, "100"), (UInt64.max, 5, "LygHa16AHYF"),
        ]
    )
    func knownNumbers(value: UInt64, width: Int, text: String) {
        #expect(Base62.encode(value, width: width) == text)
    }

    @Test("256 bits always take 43 characters")
    func keepsWidth() {
        for bytes in [[UInt8](repeating: 0, count: 32), [UInt8](repeating: 255, count: 32), Array(0..<32)] {
            #expect(Base62.encode(bytes, width: 43).count == 43)
        }
    }

    @Test("Leading zero bytes do not change the number")
    func leadingZeros() {
        #expect(Base62.encode([0, 0, 1, 0], width: 4) == Base62.encode([1, 0], width: 4))
    }

    @Test("Different numbers are written differently")
    func isInjective() {
        #expect(Set((UInt64(0)..<20_000).map { Base62.encode($0, width: 5) }).count == 20_000)
    }
}
