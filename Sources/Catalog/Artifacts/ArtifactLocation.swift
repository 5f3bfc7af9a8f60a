/// Where a file or folder lies: below the root of a run, a logged model or a trace. Without a path it is the root itself.
package struct ArtifactLocation: Hashable, Sendable {
    package var root: ArtifactRoot
    package var path: FilePath?

    package init(root: ArtifactRoot, path: FilePath?) {
        self.root = root
        self.path = path
    }

    /// Reads an address below MLflow's artifact root, such as `0/4c…/artifacts/model/MLmodel`.
    ///
    /// Escapes such as `%2e` are decoded until none is left, as MLflow's clients do with the names they get. A slash at
    /// the end is allowed. Throws `ArtifactPathFault` for what could leave its folder and for what names no root.
    package init(mlflowPath text: String) throws(ArtifactPathFault) {
        let parts = try ArtifactPathFault.safeComponents(of: text)
        if parts.first == "versions" {
            guard parts.count > 2, parts[2] == "artifacts",
                let root = ArtifactRoot(experimentID: .byDefault, kind: .modelVersion, checking: parts[1])
            else { throw .noRoot }
            self.init(root: root, path: try Self.path(of: parts[3...]))
            return
        }
        guard let experiment = parts.first.flatMap({ ExperimentID($0) }) else { throw .noRoot }
        let (kind, ownerIndex) = Self.kind(of: parts)
        guard parts.count > ownerIndex + 1, parts[ownerIndex + 1] == "artifacts",
            let root = ArtifactRoot(experimentID: experiment, kind: kind, checking: parts[ownerIndex])
        else { throw .noRoot }
        let rest = parts.dropFirst(ownerIndex + 2)
        self.init(root: root, path: try Self.path(of: rest))
    }

    /// A path below a known root; empty means the root itself.
    package init(root: ArtifactRoot, unsafePath text: String) throws(ArtifactPathFault) {
        let parts = try ArtifactPathFault.safeComponents(of: text)
        self.init(root: root, path: try Self.path(of: parts[...]))
    }

    /// As MLflow's clients write it.
    package var mlflowPath: String { path.map { "\(root.path)/\($0.text)" } ?? root.path }

    private static func kind(of parts: [String]) -> (ArtifactRoot.Kind, ownerIndex: Int) {
        guard parts.count > 1 else { return (.run, 1) }
        switch parts[1] {
        case "models": return (.loggedModel, 2)
        case "traces": return (.trace, 2)
        default: return (.run, 1)
        }
    }

    private static func path(of parts: ArraySlice<String>) throws(ArtifactPathFault) -> FilePath? {
        guard !parts.isEmpty else { return nil }
        do throws(InvalidName) {
            return try FilePath(parts.joined(separator: "/"))
        } catch {
            throw .unsafe
        }
    }
}
