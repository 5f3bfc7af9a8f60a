package import Retrieval

/// The catalog's answer to whether weights may run.
package enum ModelAdmission: Sendable {
    /// The weights are those of this version, whose digest must be the weights file's.
    case admitted(ModelIdentity)
    /// The reason is shown to the operator.
    case refused(reason: String)
}
