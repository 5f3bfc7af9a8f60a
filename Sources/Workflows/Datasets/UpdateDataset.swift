package import Access
package import Catalog

/// Changes what the registry says of a dataset.
package struct UpdateDataset: Sendable {
    private let datasets: any DatasetStore
    private let owners: FindOwners
    private let gate: Gate

    package init(datasets: any DatasetStore, owners: FindOwners, gate: Gate) {
        self.datasets = datasets
        self.owners = owners
        self.gate = gate
    }

    /// What a client wants changed; nil leaves a field as it is.
    package struct Request: Sendable {
        package var ownerTeam: String?
        package var accountable: String?
        package var purpose: String?
        package var description: String?
        package var licence: FieldChange<String>
        package var sensitivity: Sensitivity?
        package var residency: [String]?
        package var retention: FieldChange<RetentionRequest>

        package init(
            ownerTeam: String?,
            accountable: String?,
            purpose: String?,
            description: String?,
            licence: FieldChange<String>,
            sensitivity: Sensitivity?,
            residency: [String]?,
            retention: FieldChange<RetentionRequest>
        ) {
            self.ownerTeam = ownerTeam
            self.accountable = accountable
            self.purpose = purpose
            self.description = description
            self.licence = licence
            self.sensitivity = sensitivity
            self.residency = residency
            self.retention = retention
        }
    }

    package func callAsFunction(
        _ name: ResourceName,
        _ asked: Request,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Dataset> {
        let dataset = try await datasets.dataset(named: name)
        let grant = try gate.grant(
            actor,
            .datasetsUpdate,
            on: Resource(.dataset, name: name.text, teamID: dataset?.ownerTeamID),
            request
        )
        guard dataset != nil else { throw StoreFault.notFound(what: "Dataset \(name)") }
        let changes = try await self.changes(asked)
        return try await datasets.updateDataset(named: name, changes, expecting: revision, under: grant)
    }

    private func changes(_ asked: Request) async throws -> DatasetChanges {
        var check = InputCheck()
        var changes = DatasetChanges(sensitivity: asked.sensitivity)
        if let text = asked.purpose { changes.purpose = check.text("purpose", text, 0...4000) }
        if let text = asked.description { changes.description = check.text("description", text, 0...20_000) }
        if let codes = asked.residency { changes.residency = check.residency("residency", codes) }
        changes.licence = check.change(asked.licence) { $0.value("licence", $1, Licence.init) }
        changes.retention = check.change(asked.retention) { $0.retention("retention", $1) }
        if let name = asked.ownerTeam {
            changes.ownerTeamID = try await owners.team(named: name)?.id
            if changes.ownerTeamID == nil { check.fault("owner_team", "names no team") }
        }
        if let email = asked.accountable {
            changes.accountableID = try await owners.person(email: email)?.id
            if changes.accountableID == nil {
                check.fault("accountable", "must be the e-mail of an active person")
            }
        }
        try check.finish()
        return changes
    }
}

extension InputCheck {
    /// A value that comes out as nil clears the field; when it was at fault, the fault is noted.
    fileprivate mutating func change<Asked, Value>(
        _ asked: FieldChange<Asked>,
        _ read: (inout InputCheck, Asked) -> Value?
    ) -> FieldChange<Value> {
        switch asked {
        case .keep: .keep
        case .clear: .clear
        case .set(let asked): read(&self, asked).map { .set($0) } ?? .clear
        }
    }
}
