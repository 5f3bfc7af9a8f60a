import Identifiers

extension InventoryEntry {
    /// The first line of a table of entries (RFC 4180).
    package static let csvHeader =
        "name,owner_team,accountable,risk_class,purpose,version_count,newest_version,newest_lifecycle,"
        + "production_version,retired_at,is_held,card_revision,datasets,deployments,gaps,updated_at\r\n"

    /// One line. A cell that a spreadsheet could take for a formula begins with an apostrophe.
    package var csvLine: String {
        let owners: [String] = [name.text, ownerTeamName, accountableName, riskClass.rawValue, purpose]
        let versions: [String] = [
            String(versionCount), newestVersion.map { String($0) } ?? "", newestLifecycle?.rawValue ?? "",
            productionVersion.map { String($0) } ?? "",
        ]
        let standing: [String] = [
            retiredAt?.rfc3339 ?? "", isHeld ? "yes" : "no", cardRevision.map { String($0) } ?? "",
        ]
        let lists: [String] = [
            datasets.joined(separator: "; "), deployments.joined(separator: "; "),
            gaps.map(\.rawValue).joined(separator: "; "), updatedAt.rfc3339,
        ]
        let cells = owners + versions + standing + lists
        return cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
