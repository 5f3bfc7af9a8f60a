import Testing

@Suite("Function bodies are found")
struct FunctionBodyTests {
    private func bodies(_ text: String) -> [String] {
        FunctionBody.all(in: SwiftLexer.tokens(of: text).filter { $0.kind != .comment })
            .map { "\($0.name):\($0.line)+\($0.lineCount)" }
    }

    @Test("Functions, initialisers, subscripts and computed properties count from keyword to brace")
    func kinds() {
        let text = """
            struct A {
                let a = 1
                var b: Int { a }
                var c = { 3 }()
                init(a: Int) {
                    self.a = a
                }
                func d(
                    e: () -> Int = { 4 }
                ) async throws
                    -> Int
                where Self: Sendable,
                    Self: Hashable
                {
                    "}"
                }
                subscript(i: Int) -> Int { i }
                deinit { let x = A.init(a: 1) }
            }
            """
        #expect(bodies(text) == ["b:3+1", "init:5+3", "d:8+9", "subscript:17+1", "deinit:18+1"])
    }

    @Test("Requirements of protocols and variables without bodies are none")
    func requirements() {
        let text = """
            protocol P {
                func a() async throws -> [Int]
                var b: Int { get set }
                init?(c: Int)
                static func == (l: Self, r: Self) -> Bool
            }
            func f() {
                var x: Int
                if true { x = 1 }
            }
            """
        #expect(bodies(text) == ["f:7+4"])
    }

    @Test("Functions inside functions are found as well")
    func nesting() {
        #expect(bodies("func a() {\n func b() {\n }\n}") == ["a:1+4", "b:2+2"])
    }
}
