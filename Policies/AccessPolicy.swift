package import Access
import FoundationEssentials

/// The shipped policies: data that says who may do what, loaded from here or from a folder of the operator's.
package enum AccessPolicy {
    /// The file that a folder of policies must hold.
    package static let fileName = "access-roles.json"

    /// The built-in roles, or those of `folder` when one is given; a folder without the file is an error, never a fallback.
    package static func roles(from folder: String? = nil) throws -> RoleBook {
        guard let folder else { return try RoleBook(json: PackageResources.access_roles_json) }
        return try RoleBook(json: try bytes(of: fileName, in: folder))
    }

    /// The file that a folder of policies may hold beside it.
    package static let aliasesFileName = "protected-aliases.json"

    /// The built-in protected aliases, or those of `folder` when it names some.
    package static func protectedAliases(from folder: String? = nil) throws -> ProtectedAliases {
        let shipped = PackageResources.protected_aliases_json
        guard let folder, FileManager.default.fileExists(atPath: "\(folder)/\(aliasesFileName)") else {
            return try ProtectedAliases(json: shipped)
        }
        return try ProtectedAliases(json: try bytes(of: aliasesFileName, in: folder))
    }

    private static func bytes(of file: String, in folder: String) throws -> [UInt8] {
        let path = "\(folder)/\(file)"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw PolicyFileMissing(path: path)
        }
        return Array(bytes)
    }
}

/// The operator named a folder of policies that holds none.
package struct PolicyFileMissing: Error, CustomStringConvertible {
    package let path: String
    package var description: String { "There is no policy file at \(path)." }
}
