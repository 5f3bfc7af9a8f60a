import Catalog
import Identifiers
import Testing

@Suite("Retention")
struct RetentionRulesTests {
    private static let end = Instant(seconds: 1_700_000_000)

    private static func item(_ risk: RiskClass, isHeld: Bool = false, purgedAt: Instant? = nil) throws
        -> RetentionItem
    {
        RetentionItem(
            versionID: .new(at: end),
            modelName: try ResourceName("fraud"),
            versionNumber: 1,
            ownerTeamID: .new(at: end),
            riskClass: risk,
            ending: .retired,
            endedAt: end,
            isHeld: isHeld,
            purgedAt: purgedAt,
            fileCount: 1,
            sizeBytes: 1
        )
    }

    @Test("Files are kept for the years of their risk class, and for ever where no rule says when")
    func keeps() throws {
        let rules = try #require(RetentionRules(years: [.minimal: 1, .high: 10]))
        let year = 31_556_952.0
        let high = try Self.item(.high)
        #expect(high.standing(at: Self.end.advanced(bySeconds: 10 * year - 1), under: rules).word == "kept")
        #expect(high.standing(at: Self.end.advanced(bySeconds: 10 * year), under: rules).word == "purgeable")
        let limited = try Self.item(.limited)
        #expect(
            limited.standing(at: Self.end.advanced(bySeconds: 900 * year), under: rules) == .kept(until: nil)
        )
    }

    @Test("A hold keeps what no rule keeps any more")
    func holds() throws {
        let rules = try #require(RetentionRules(years: [.minimal: 0]))
        #expect(try Self.item(.minimal).standing(at: Self.end, under: rules).word == "purgeable")
        #expect(try Self.item(.minimal, isHeld: true).standing(at: Self.end, under: rules) == .held)
    }

    @Test("What is purged is purged, whatever else holds")
    func purged() throws {
        let item = try Self.item(.minimal, isHeld: true, purgedAt: Self.end)
        #expect(item.standing(at: Self.end, under: .keepingEverything) == .purged(at: Self.end))
    }

    @Test("Rules with years that cannot be are refused")
    func refuses() {
        #expect(RetentionRules(years: [.high: -1]) == nil)
        #expect(RetentionRules(years: [.high: RetentionRules.yearsMax + 1]) == nil)
    }
}
