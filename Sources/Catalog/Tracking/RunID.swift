package import Identifiers

/// Marks ids of runs.
package enum RunEntity {}
/// A run's id; MLflow writes it as 32 hexadecimal digits.
package typealias RunID = Identifier<RunEntity>
