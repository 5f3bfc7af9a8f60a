/// Which addresses lie outside every private network: nothing inside the operator's own may be reached through
/// a webhook.
enum PublicAddress {
    /// Ranges of IPv4 that are not of the public internet (IANA special-purpose registry), as prefix and length.
    private static let innerRanges: [(prefix: UInt32, length: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
        (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
        (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
    ]

    /// `text` is an address in numbers, as a resolver gives it; anything else is not public.
    static func contains(_ text: String) -> Bool {
        if let address = version4(text) { return isPublic(address) }
        guard let groups = version6(String(text.prefix { $0 != "%" })) else { return false }
        return isPublic(groups)
    }

    private static func isPublic(_ address: UInt32) -> Bool {
        !innerRanges.contains { range in address >> (32 - range.length) == range.prefix >> (32 - range.length)
        }
    }

    private static func isPublic(_ groups: [UInt16]) -> Bool {
        func embedded(_ index: Int) -> UInt32 { UInt32(groups[index]) << 16 | UInt32(groups[index + 1]) }
        // IPv4 inside IPv6 is what it is inside: mapped, NAT64, 6to4.
        if groups[0..<5] == [0, 0, 0, 0, 0], groups[5] == 0xFFFF { return isPublic(embedded(6)) }
        if groups[0..<6] == [0x64, 0xFF9B, 0, 0, 0, 0] { return isPublic(embedded(6)) }
        if groups[0] == 0x2002 { return isPublic(embedded(1)) }
        // Global unicast is 2000::/3; within it, 2001::/23 has special uses and 2001:db8::/32 is documentation.
        guard groups[0] >> 13 == 1 else { return false }
        return !(groups[0] == 0x2001 && (groups[1] < 0x0200 || groups[1] == 0x0DB8))
    }

    private static func version4(_ text: String) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part), part.first != "+" else { return nil }
            address = address << 8 | UInt32(byte)
        }
        return address
    }

    private static func version6(_ text: String) -> [UInt16]? {
        guard let gap = text.firstRange(of: "::") else {
            return groups(text).flatMap { $0.count == 8 ? $0 : nil }
        }
        guard let left = groups(String(text[..<gap.lowerBound])),
            let right = groups(String(text[gap.upperBound...])), left.count + right.count < 8
        else { return nil }
        return left + [UInt16](repeating: 0, count: 8 - left.count - right.count) + right
    }

    /// Groups without a gap.
    private static func groups(_ text: String) -> [UInt16]? {
        if text.isEmpty { return [] }
        var groups: [UInt16] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            if let address = version4(String(part)) {
                groups += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
            } else if let group = UInt16(part, radix: 16), part.utf8.count <= 4, part.first != "+" {
                groups.append(group)
            } else {
                return nil
            }
        }
        return groups
    }
}
