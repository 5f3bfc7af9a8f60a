package import Access

/// The whole answer to "who may do what", as a table that needs no explanation.
package enum AccessMatrix {
    /// Markdown: a row for every action, a column for every role.
    package static func markdown(of roles: RoleBook) -> String {
        let names = RoleName.allCases
        var lines = [
            "# Who may do what", "",
            "`yes`: on everything. `team`: where the own team or oneself is the owner. `own`: on what is one's own.",
            "`-`: denied. Actions marked with * change something and leave an audit entry.", "",
            "| resource | action | " + names.map(\.rawValue).joined(separator: " | ") + " |",
            "|---|---|" + String(repeating: "---|", count: names.count),
        ]
        for action in Action.allCases.sorted(by: { "\($0.resourceKind) \($0)" < "\($1.resourceKind) \($1)" })
        {
            let cells = names.map { cell(roles.widestCondition(for: action, among: [$0])) }
            let name = action.rawValue + (action.isMutation ? " *" : "")
            lines.append("| \(action.resourceKind.rawValue) | \(name) | \(cells.joined(separator: " | ")) |")
        }
        lines += ["", "## The roles", ""]
        lines += names.map { "- **\($0.rawValue)**: \(roles.roles[$0]?.summary ?? "")" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ condition: RoleBook.Condition?) -> String {
        switch condition {
        case .any: "yes"
        case .team: "team"
        case .own: "own"
        case nil: "-"
        }
    }
}
