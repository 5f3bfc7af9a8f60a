import Catalog
import Testing

@Suite("Names in the registry")
struct RegistryNamesTests {
    @Test(
        "An alias has letters, digits, _ and -",
        arguments: ["champion", "a", "A_1-b", "vision", "v1x", "größe"]
    )
    func aliases(_ text: String) throws {
        #expect(try AliasName(text).text == text)
    }

    @Test(
        "An alias is no word that means something else, and no path",
        arguments: [
            "", "latest", "LATEST", "v1", "V20", "a b", "a/b", "a.b", "@", String(repeating: "a", count: 256),
        ]
    )
    func wrongAliases(_ text: String) {
        #expect(throws: InvalidName.self) { try AliasName(text) }
    }

    @Test(
        "A tag's key may hold slashes, dots, colons and spaces",
        arguments: ["a", "mlflow.note/x", "a: b-c_d"]
    )
    func tags(_ key: String) throws {
        #expect(try RegistryTag(key: key, value: "v").key == key)
    }

    @Test(
        "A tag's key leads nowhere, and its value has an end",
        arguments: [
            "", "../a", "a/../b", "a//b", "/a", ".", "a\u{0}", "a;b", String(repeating: "k", count: 251),
        ]
    )
    func wrongTags(_ key: String) {
        #expect(throws: InvalidName.self) { try RegistryTag(key: key, value: "") }
    }

    @Test("A value of 100,000 characters is kept, one more is refused")
    func values() throws {
        let longest = String(repeating: "x", count: RegistryTag.valueLengthMax)
        #expect(try RegistryTag(key: "k", value: longest).value == longest)
        #expect(throws: InvalidName.self) { try RegistryTag(key: "k", value: longest + "x") }
    }

    @Test("Of tags with one key the last counts")
    func merging() throws {
        let tags = [try RegistryTag(key: "b", value: "1"), try RegistryTag(key: "a", value: "2")]
        let merged = RegistryTag.merged(tags + [try RegistryTag(key: "b", value: "3")])
        #expect(merged.map(\.key) == ["a", "b"])
        #expect(merged.last?.value == "3")
    }

    @Test("A model is meant by its name or by its id")
    func references() throws {
        #expect(try ModelReference("fraud") == .name(try ResourceName("fraud")))
        let id = "01938c1e-5e7a-7cc1-9d3c-0242ac120002"
        #expect(try ModelReference("id:\(id)").description == "id:\(id)")
        #expect(throws: InvalidName.self) { try ModelReference("id:1") }
        #expect(throws: InvalidName.self) { try ModelReference("a:b") }
    }
}
