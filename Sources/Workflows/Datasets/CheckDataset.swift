package import Access
package import Catalog
package import Identifiers

/// Records what quality checks found in a dataset version.
package struct CheckDataset: Sendable {
    private let datasets: any DatasetStore
    private let gate: Gate

    package init(datasets: any DatasetStore, gate: Gate) {
        self.datasets = datasets
        self.gate = gate
    }

    /// A result as a client reports it.
    package struct Request: Sendable {
        package var name: String
        package var kind: CheckKind
        package var expectation: CheckExpectation
        /// A number, a text or a truth value; null, NaN and infinity are nothing.
        package var observed: JSONValue?
        package var outcome: CheckOutcome?
        package var tool: String
        /// Nil means now.
        package var runAt: Instant?

        package init(
            name: String,
            kind: CheckKind,
            expectation: CheckExpectation,
            observed: JSONValue?,
            outcome: CheckOutcome?,
            tool: String,
            runAt: Instant?
        ) {
            self.name = name
            self.kind = kind
            self.expectation = expectation
            self.observed = observed
            self.outcome = outcome
            self.tool = tool
            self.runAt = runAt
        }
    }

    /// How far a client's clock may run ahead.
    private static let clockSkewSeconds = 300.0

    package func callAsFunction(
        _ asked: [Request],
        onVersion number: Int,
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<[QualityCheck]> {
        let dataset = try await datasets.dataset(named: name)
        let resource = Resource(.dataset, name: name.text, teamID: dataset?.ownerTeamID)
        let grant = try gate.grant(actor, .datasetsCheck, on: resource, request)
        guard dataset != nil else { throw StoreFault.notFound(what: "Dataset \(name)") }
        var check = InputCheck()
        if !(1...QualityCheckDraft.batchMax).contains(asked.count) {
            check.fault("checks", "must be 1 to \(QualityCheckDraft.batchMax) results, not \(asked.count)")
        }
        let now = grant.grantedAt
        let drafts = asked.prefix(QualityCheckDraft.batchMax).enumerated().map { index, asked in
            check.result("checks[\(index)]", asked, at: now, skewSeconds: Self.clockSkewSeconds)
        }
        try check.finish()
        return try await datasets.recordChecks(drafts, onDatasetVersion: number, of: name, under: grant)
    }
}

extension InputCheck {
    fileprivate mutating func result(
        _ field: String,
        _ asked: CheckDataset.Request,
        at now: Instant,
        skewSeconds: Double
    ) -> QualityCheckDraft {
        let runAt = asked.runAt ?? now
        if runAt > now.advanced(bySeconds: skewSeconds) {
            fault("\(field).run_at", "lies in the future; check the clock of the machine that reports it")
        }
        let expectation = self.expectation("\(field).expectation", asked.expectation)
        if !expectation.isJudged && asked.outcome == nil {
            fault("\(field).outcome", "is required when the expectation has no bounds and no exact value")
        }
        return QualityCheckDraft(
            name: text("\(field).name", asked.name, 1...255),
            kind: asked.kind,
            expectation: expectation,
            observed: observed("\(field).observed", asked.observed),
            claimed: asked.outcome,
            tool: text("\(field).tool", asked.tool, 0...255),
            runAt: min(runAt, now)
        )
    }

    private mutating func expectation(_ field: String, _ asked: CheckExpectation) -> CheckExpectation {
        var expectation = asked
        expectation.text = text("\(field).text", asked.text, 0...4000)
        let bounds = [asked.minimum, asked.warnBelow, asked.warnAbove, asked.maximum].compactMap { $0 }
        if bounds.contains(where: { !$0.isFinite }) { fault(field, "must have finite bounds") }
        if bounds != bounds.sorted() {
            fault(field, "must have minimum <= warn_below <= warn_above <= maximum, those that are given")
        }
        if case .text(let text)? = asked.equals { _ = self.text("\(field).equals", text, 0...4000) }
        return expectation
    }

    private mutating func observed(_ field: String, _ value: JSONValue?) -> ObservedValue? {
        switch value {
        case nil, .null?: return nil
        case .bool(let truth)?: return .truth(truth)
        case .integer(let number)?: return .number(Double(number))
        case .number(let number)?: return ObservedValue(finite: number)
        case .string(let text)?:
            return Self.isNoNumber(text) ? nil : .text(self.text(field, text, 0...4000))
        case .array?, .object?:
            fault(field, "must be a number, a string, true, false or null")
            return nil
        }
    }

    /// How programs write a number that is none, since JSON cannot.
    private static func isNoNumber(_ text: String) -> Bool {
        let words = ["nan", "inf", "-inf", "+inf", "infinity", "-infinity", "+infinity", "null", "none", ""]
        return words.contains(text.lowercased())
    }
}
