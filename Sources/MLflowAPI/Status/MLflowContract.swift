/// Which MLflow this server speaks like.
package enum MLflowContract {
    /// The release whose REST contract the routes follow; clients choose what they send by it.
    package static let version = "3.18.0"

    /// What `GET /version` says to the client that names itself thus; nil for all but MLflow's own, which
    /// read the body as a bare version number.
    package static func version(toldTo userAgent: String?) -> String? {
        userAgent?.hasPrefix("mlflow-") == true ? version : nil
    }
}
