package import Identifiers

/// How long a dataset's versions are kept, and what happens to them then.
package struct RetentionRule: Hashable, Sendable, Codable {
    package enum Period: Hashable, Sendable, Codable {
        /// Days after a version was made.
        case days(Int)
        /// The same day for every version.
        case until(Instant)
    }

    /// What is due when the period is over. Deletion is carried out on files that lie here; everything else is shown as
    /// due, for Assay does nothing to data that lies elsewhere.
    package enum Action: String, Hashable, Sendable, Codable, CaseIterable {
        case delete
        case anonymise
        case archive
        case review
    }

    /// A hundred years.
    package static let daysMax = 36_500

    package var period: Period
    package var action: Action

    package init(period: Period, action: Action) {
        self.period = period
        self.action = action
    }

    /// When the action is due for a version of that age.
    package func due(forVersionMadeAt instant: Instant) -> Instant {
        switch period {
        case .days(let days): instant.advanced(bySeconds: Double(days) * 86_400)
        case .until(let end): end
        }
    }
}
