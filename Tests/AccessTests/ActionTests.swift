import Testing

@testable import Access

@Suite("Actions")
struct ActionTests {
    @Test("An action is named by what it is done to and what is done", arguments: Action.allCases)
    func names(action: Action) {
        let parts = action.rawValue.split(separator: ".", omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        let isPlain = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isLowercase } }
        #expect(isPlain)
    }

    @Test("What only reads is no mutation, everything else is", arguments: Action.allCases)
    func mutations(action: Action) {
        let readers = ["read", "prove", "ask", "export"]
        let reads =
            readers.contains(String(action.rawValue.split(separator: ".")[1])) || action == .embeddingsCreate
        #expect(action.isMutation == !reads)
    }
}
