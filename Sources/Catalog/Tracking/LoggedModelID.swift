package import Identifiers

/// Marks ids of logged models.
package enum LoggedModelEntity {}
/// A logged model's id; MLflow writes it as `m-` and 32 hexadecimal digits.
package typealias LoggedModelID = Identifier<LoggedModelEntity>
