import Testing

@testable import Access

@Suite("Role documents")
struct RoleBookTests {
    @Test("A document with every role is read as it is written")
    func reads() throws {
        let document = RoleDocument(allowing: [
            .admin: ["models.read": "any"], .service: ["models.update": "team"],
        ])
        let book = try RoleBook(json: document.json)
        #expect(Set(book.roles.keys) == Set(RoleName.allCases))
        #expect(book.roles[.admin]?.permissions == [.modelsRead: .any])
        #expect(book.roles[.service]?.permissions == [.modelsUpdate: .team])
        #expect(book.roles[.employee]?.permissions == [:])
    }

    private static let refused: [(document: [UInt8], named: String)] = [
        (RoleDocument(allowing: [:], adding: "owner").json, "owner"),
        (RoleDocument(allowing: [:], leavingOut: .reviewer).json, "reviewer"),
        (RoleDocument(allowing: [.admin: ["models.destroy": "any"]]).json, "models.destroy"),
        (RoleDocument(allowing: [.admin: ["models.read": "everything"]]).json, "everything"),
        (RoleDocument(allowing: [.admin: ["models.read": "ANY"]]).json, "ANY"),
        (RoleDocument(allowing: [.admin: ["*": "any"]]).json, "*"),
        (Array("{\"roles\": {\"admin\": {\"allow\": {}}}}".utf8), "summary"),
        (Array("[]".utf8), ""), (Array("{".utf8), ""), ([], ""),
    ]

    @Test("What is unknown, missing or malformed is refused and named", arguments: refused.indices)
    func refuses(index: Int) {
        let (document, named) = Self.refused[index]
        do throws(RoleBookError) {
            _ = try RoleBook(json: document)
            Issue.record("document \(index) was accepted")
        } catch {
            #expect(named.isEmpty || error.description.contains(named))
            #expect(error.description.hasPrefix("access-roles.json: "))
        }
    }
}
