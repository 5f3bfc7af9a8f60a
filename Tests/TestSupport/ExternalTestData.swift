package import Foundation

/// Test material that is kept outside the repository: conformance vectors, data sets.
///
/// Tests that need it say `.enabled(if: ExternalTestData.isAvailable)` and are skipped visibly without it.
package enum ExternalTestData {
    /// Names the folder; without it, `shared` beside the checkout is taken.
    package static let variable = "ASSAY_TEST_DATA"

    private static let root: URL = {
        if let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty {
            return URL(filePath: path)
        }
        // <checkout>/Tests/TestSupport/ExternalTestData.swift, through any symbolic link to that folder.
        let checkout = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return checkout.deletingLastPathComponent().appending(path: "shared")
    }()

    package static var isAvailable: Bool { has("") }

    /// Whether the folder has this file or folder.
    package static func has(_ relativePath: String) -> Bool {
        FileManager.default.fileExists(atPath: url(relativePath).path(percentEncoded: false))
    }

    /// A path in the folder; it may not exist.
    package static func url(_ relativePath: String) -> URL {
        relativePath.isEmpty ? root : root.appending(path: relativePath)
    }
}
