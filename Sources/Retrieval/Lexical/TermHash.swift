/// The 64-bit name of a term, stored with every chunk; changing it means indexing the corpus again.
///
/// FNV-1a (offset basis 0xcbf29ce484222325, prime 0x100000001b3) over the term's UTF-8 bytes, then the 64-bit
/// finaliser of MurmurHash3, so that the values spread evenly and sort without clusters. Two different terms
/// of a corpus of a million share a value with a probability of about 3 in 100 million (the birthday bound).
package struct TermHash: Hashable, Comparable, Sendable {
    package let value: UInt64

    package init(value: UInt64) {
        self.value = value
    }

    /// The hash of a term that is already folded, split and stemmed.
    package init(term: some Sequence<UInt8>) {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in term { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state ^= state >> 33
        state &*= 0xff51_afd7_ed55_8ccd
        state ^= state >> 33
        state &*= 0xc4ce_b9fe_1a85_ec53
        state ^= state >> 33
        value = state
    }

    package static func < (left: TermHash, right: TermHash) -> Bool {
        left.value < right.value
    }
}
