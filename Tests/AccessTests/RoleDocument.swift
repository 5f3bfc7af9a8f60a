import Access

/// A role document written by a test: every built-in role, allowed what is given and nothing else.
struct RoleDocument {
    var allowing: [RoleName: [String: String]]
    var leavingOut: RoleName?
    var adding: String?

    init(allowing: [RoleName: [String: String]], leavingOut: RoleName? = nil, adding: String? = nil) {
        self.allowing = allowing
        self.leavingOut = leavingOut
        self.adding = adding
    }

    var json: [UInt8] {
        let names = RoleName.allCases.filter { $0 != leavingOut }
        var roles = names.map { entry($0.rawValue, allowing[$0] ?? [:]) }
        if let adding { roles.append(entry(adding, [:])) }
        return Array("{\"roles\": {\(roles.joined(separator: ", "))}}".utf8)
    }

    private func entry(_ name: String, _ allow: [String: String]) -> String {
        let pairs = allow.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \"\($0.value)\"" }
        return "\"\(name)\": {\"summary\": \"for tests\", \"allow\": {\(pairs.joined(separator: ", "))}}"
    }
}
