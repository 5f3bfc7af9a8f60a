import Access
import Catalog
import Identifiers
import Signing

/// Takes an archive in as it arrives: every member goes into the content store under its digest, the documents are read.
struct ArchiveIntake {
    /// The most bytes of a document that is read.
    private static let documentBytesMax: Int64 = 64 << 20
    private static let membersMax = 200_000

    private let contents: any ArtifactContentStore
    private let claims: any ContentClaims
    private let team: GroupID?
    private let now: Instant
    private var reading = TarReading()
    private var path = ""
    private var document: [UInt8]?
    private var upload: (any ContentUpload)?
    /// In their order, the manifest last.
    private(set) var members: [ArchiveMember] = []
    private(set) var documents: [String: [UInt8]] = [:]
    private var documentBytes: Int64 = 0
    private(set) var claimed: [ContentClaimID] = []

    init(contents: any ArtifactContentStore, claims: any ContentClaims, team: GroupID?, now: Instant) {
        self.contents = contents
        self.claims = claims
        self.team = team
        self.now = now
    }

    mutating func take(_ bytes: [UInt8]) async throws {
        let events: [TarReading.Event]
        do {
            events = try reading.feed(bytes)
        } catch {
            throw InvalidInput("archive", "cannot be read: \(error)")
        }
        for event in events {
            switch event {
            case .member(let path, let sizeBytes): try await begin(path, sizeBytes)
            case .bytes(let bytes):
                document?.append(contentsOf: bytes)
                try await upload?.write(bytes)
            case .memberEnd: try await end()
            case .end: break
            }
        }
    }

    /// The archive's end was reached.
    var isWhole: Bool { reading.isAtEnd }

    /// Drops the member that was being read.
    mutating func abandon() async {
        await upload?.end()
        upload = nil
    }

    private mutating func begin(_ path: String, _ sizeBytes: Int64) async throws {
        guard (try? FilePath(path)) != nil, members.count < Self.membersMax else {
            throw InvalidInput(
                "archive",
                "has a member with a name that is not allowed, or over \(Self.membersMax)"
            )
        }
        self.path = path
        if Self.isRead(path) {
            documentBytes += sizeBytes
            guard documentBytes <= Self.documentBytesMax else {
                throw InvalidInput("archive", "has documents of over \(Self.documentBytesMax) bytes")
            }
            document = []
        }
        upload = try await contents.beginUpload(for: team)
    }

    private mutating func end() async throws {
        guard let upload = upload.take() else { return }
        do {
            let written = await upload.written
            claimed.append(try await claims.claim(written.digest, at: now))
            let stored = try await upload.commit(expecting: nil)
            members.append(ArchiveMember(path: path, digest: stored.digest, sizeBytes: stored.sizeBytes))
            await upload.end()
        } catch {
            await upload.end()
            throw error
        }
        if let document = document.take() { documents[path] = document }
    }

    private static func isRead(_ path: String) -> Bool {
        path == ArchiveManifest.path || path == "model.json"
            || path.hasPrefix("versions/") && path.hasSuffix("/version.json")
    }
}
