import ConnectorKit
import Corpus
import Markup

/// The people and conversations of an export, as its index files and folders tell of them.
struct SlackDirectory {
    private(set) var people: [ExportedPerson] = []
    private(set) var containers: [ExportedContainer] = []
    private(set) var problems: [ImportProblem] = []
    private(set) var names = SlackNames()
    private var personPositions: [String: Int] = [:]
    private var containerPositions: [String: Int] = [:]
    /// Names of folders, with every conversation that claims them.
    private var claims: [String: [Int]] = [:]
    private var positionsByFolder: [String: Int] = [:]
    private var indexesRead: Set<SlackLayout.Index> = []

    /// Reads one index file element by element; what is damaged becomes a problem.
    mutating func read(_ bytes: [UInt8], as index: SlackLayout.Index, member: String) {
        indexesRead.insert(index)
        var reader = LenientJSONArray(bytes)
        var unusable = 0
        do {
            while let element = try reader.next() {
                if !add(element, from: index) { unusable += 1 }
            }
        } catch {
            problems.append(ImportProblem(kind: .malformedFile, member: member, detail: error.description))
        }
        report(unusable, .malformedRecord, member, "entries without an id were left out")
        report(reader.repairs, .invalidText, member, "text that was not UTF-8 was repaired")
    }

    private mutating func report(
        _ count: Int,
        _ kind: ImportProblem.Kind,
        _ member: String?,
        _ detail: String
    ) {
        guard count > 0 else { return }
        problems.append(ImportProblem(kind: kind, member: member, detail: detail, count: count))
    }

    private mutating func add(_ element: LenientJSON, from index: SlackLayout.Index) -> Bool {
        switch index {
        case .users, .organizationUsers: SlackPerson.decode(element).map { add($0) } != nil
        default: SlackContainer.decode(element, in: index).map { add($0) } != nil
        }
    }

    private mutating func add(_ person: ExportedPerson) {
        guard personPositions[person.nativeID] == nil else { return }
        personPositions[person.nativeID] = people.count
        people.append(person)
        names.add(person)
    }

    /// The more closed of two descriptions of one conversation counts.
    private mutating func add(_ container: ExportedContainer) {
        if let known = containerPositions[container.nativeID] {
            if container.kind.closedness > containers[known].kind.closedness { containers[known] = container }
        } else {
            containerPositions[container.nativeID] = containers.count
            claims[container.name, default: []].append(containers.count)
            containers.append(container)
        }
    }

    /// Adds an author who is in no list; false when already known.
    mutating func addStranger(_ person: ExportedPerson) -> Bool {
        guard personPositions[person.nativeID] == nil else { return false }
        personPositions[person.nativeID] = -1
        names.add(person)
        return true
    }

    func container(folder: String) -> Int? { positionsByFolder[folder] }
}

extension SlackDirectory {
    /// Finds the conversation of every folder, deriving those that no index lists, and names the direct
    /// messages.
    ///
    /// - Parameter isComplete: false when the archive broke off, so that a list may be missing: nothing is
    ///   then assumed to be public.
    mutating func settle(folders: [String], assumePublicChannels: Bool, isComplete: Bool) {
        let hasLists = !indexesRead.isDisjoint(with: [.channels, .groups, .dms, .mpims])
        reportMissing(hasLists: hasLists)
        reportMemberless()
        let assumePublic = assumePublicChannels && !hasLists && isComplete
        for folder in folders { settle(folder: folder, assumePublic: assumePublic) }
        containers.indices.forEach { nameDirectMessage($0) }
        containers.forEach { names.add($0) }
    }

    private mutating func settle(folder: String, assumePublic: Bool) {
        if let position = containerPositions[folder] {
            positionsByFolder[folder] = position
            return
        }
        let claimants = claims[folder] ?? []
        if claimants.count == 1 {
            positionsByFolder[folder] = claimants[0]
            return
        }
        let container = SlackContainer.derived(folder: folder, assumedPublic: assumePublic)
        report(folder, claimants.count > 1, isPublic: container.kind.isOpenToWorkspace)
        positionsByFolder[folder] = containers.count
        containerPositions[container.nativeID] = containers.count
        containers.append(container)
    }

    private mutating func report(_ folder: String, _ isAmbiguous: Bool, isPublic: Bool) {
        if isAmbiguous {
            report(
                1,
                .ambiguousContainer,
                folder,
                "several conversations have this name; private, without members"
            )
        } else if isPublic {
            report(1, .assumedPublic, folder, "in no list; taken as public, as the import asked")
        } else {
            report(1, .unlistedContainer, folder, "in no list; private, without members")
        }
    }

    private mutating func reportMissing(hasLists: Bool) {
        if indexesRead.isDisjoint(with: [.users, .organizationUsers]) {
            report(
                1,
                .missingIndex,
                nil,
                "neither users.json nor org_users.json; authors keep the names in messages"
            )
        }
        if !hasLists {
            report(1, .missingIndex, nil, "no list of channels; conversations are named by their folders")
        }
    }

    private mutating func reportMemberless() {
        for container in containers
        where !container.kind.isOpenToWorkspace && container.memberNativeIDs.isEmpty {
            report(1, .membersUnknown, container.name, "no members are listed, so nobody can read it")
        }
    }

    private mutating func nameDirectMessage(_ position: Int) {
        guard containers[position].kind == .directMessage,
            containers[position].name == containers[position].nativeID
        else { return }
        let people = containers[position].memberNativeIDs.map { names.userName($0) ?? $0 }
        if !people.isEmpty { containers[position].name = people.joined(separator: ", ") }
    }
}
