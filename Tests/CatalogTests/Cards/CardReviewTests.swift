import Catalog
import Identifiers
import Testing

@Suite("What a card must say")
struct CardReviewTests {
    @Test("More risk requires more, and an unassessed risk as much as a limited one")
    func requirements() {
        let counts = [RiskClass.minimal, .limited, .high].map {
            CardReview(filled: [], riskClass: $0).requiredCount
        }
        #expect(counts == counts.sorted())
        #expect(Set(counts).count == 3)
        #expect(CardReview(filled: [], riskClass: .minimal).isComplete)
        #expect(!CardReview(filled: [], riskClass: .limited).isComplete)
    }

    @Test("Each missing part is named with what to write")
    func namesMissing() throws {
        let review = CardReview(filled: ["model_details.summary"], riskClass: .high)
        #expect(review.faults.count == review.requiredCount - 1)
        #expect(!review.faults.contains { $0.field == "model_details.summary" })
        #expect(review.faults.allSatisfy { $0.kind == .missing && $0.detail.hasSuffix(".") })
        let harms = try #require(review.faults.first { $0.field == "ethical_considerations.risks_and_harms" })
        #expect(harms.annexFour == "3, 5")
    }

    @Test("No two fields share a path, and each section has fields")
    func schemaIsSound() {
        #expect(Set(CardSchema.fields.map(\.path)).count == CardSchema.fields.count)
        for section in CardSection.allCases { #expect(!CardSchema.fields(of: section).isEmpty) }
    }
}
