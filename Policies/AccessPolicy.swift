package import Access
import FoundationEssentials

/// The shipped policies: data that says who may do what, loaded from here or from a folder of the operator's.
package enum AccessPolicy {
    /// The file that a folder of policies must hold.
    package static let fileName = "access-roles.json"

    /// The built-in roles, or those of `folder` when one is given; a folder without the file is an error, never a fallback.
    package static func roles(from folder: String? = nil) throws -> RoleBook {
        guard let folder else { return try RoleBook(json: PackageResources.access_roles_json) }
        let path = "\(folder)/\(fileName)"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw PolicyFileMissing(path: path)
        }
        return try RoleBook(json: Array(bytes))
    }
}

/// The operator named a folder of policies that holds none.
package struct PolicyFileMissing: Error, CustomStringConvertible {
    package let path: String
    package var description: String { "There is no policy file at \(path)." }
}
