import ConnectorKit
import Corpus
import Identifiers
import Markup

/// The second pass over an export: message files, one at a time, into batches.
struct SlackMessagePass {
    private struct OpenFile {
        var reader: LenientJSONArray
        var path: String
        var container: Int
        var repairsNoted = 0
    }

    private var members: any ExportMembers
    private let layout: SlackLayout
    private let options: SlackImportOptions
    private let membersToSkip: Int
    private var directory: SlackDirectory
    private var ledger: RevisionLedger
    private var file: OpenFile?
    private var checkpoint: ImportCheckpoint
    private var progress: ImportProgress
    private var batch = SlackBatch()
    private var batchBytes = 0
    private var isAtEnd = false

    init(members: any ExportMembers, survey: SlackSurvey, options: SlackImportOptions, membersDone: Int) {
        self.members = members
        self.options = options
        layout = survey.layout
        directory = survey.directory
        membersToSkip = membersDone
        ledger = RevisionLedger(keysMax: options.limits.remembersMax)
        checkpoint = ImportCheckpoint(fingerprint: survey.fingerprint, membersDone: membersDone)
        progress = ImportProgress(unitsTotal: survey.layout.messageFiles)
    }

    /// The next batch, nil after the last. With an error the batch holds what was read before it.
    mutating func nextBatch() -> (batch: ExportBatch?, error: ExportError?) {
        guard !isAtEnd else { return (nil, nil) }
        do throws(ExportError) {
            while !isAtEnd, !isFull { try advance() }
            return (flush(), nil)
        } catch {
            isAtEnd = true
            return (flush(), error)
        }
    }

    private var isFull: Bool {
        batch.recordCount >= options.limits.batchRecordsMax || batchBytes >= options.limits.batchBytesMax
    }

    private mutating func flush() -> ExportBatch {
        // Refusals by name were reported by the survey.
        _ = members.takeProblems()
        let full = batch.finished(checkpoint: checkpoint, progress: progress)
        batch = SlackBatch()
        batchBytes = 0
        return full
    }

    private mutating func advance() throws(ExportError) {
        if var open = file {
            file = nil
            if readElement(&open) { file = open } else { close(open) }
        } else if let member = try members.next() {
            try begin(member)
        } else {
            isAtEnd = true
        }
    }

    private mutating func begin(_ member: ExportMember) throws(ExportError) {
        guard case .messages(let folder) = layout.part(member.path),
            let container = directory.container(folder: folder)
        else {
            if member.position >= membersToSkip, layout.part(member.path) == .other { batch.skip(.otherFile) }
            finish(member)
            return
        }
        guard member.position >= membersToSkip else {
            progress.unitsDone += 1
            return
        }
        switch try members.contents() {
        case .bytes(let bytes):
            progress.bytesRead += bytes.count
            batchBytes += bytes.count
            // The checkpoint passes this member when its last element is read.
            checkpoint.membersDone = member.position
            file = OpenFile(reader: LenientJSONArray(bytes), path: member.path, container: container)
        case .refused(let problem):
            batch.note(problem)
            progress.unitsDone += 1
            finish(member)
        }
    }

    private mutating func finish(_ member: ExportMember) {
        checkpoint.membersDone = max(checkpoint.membersDone, member.position + 1)
    }

    private mutating func close(_ open: OpenFile) {
        if open.reader.repairs > 0 {
            note(.invalidText, open, "text that was not UTF-8 was repaired", count: open.reader.repairs)
        }
        progress.unitsDone += 1
        checkpoint.membersDone += 1
    }

    private mutating func note(_ kind: ImportProblem.Kind, _ open: OpenFile, _ detail: String, count: Int = 1)
    {
        batch.note(ImportProblem(kind: kind, member: open.path, detail: detail, count: count))
    }

    /// False at the end of the file, also when damage ends it early.
    private mutating func readElement(_ open: inout OpenFile) -> Bool {
        do throws(LenientJSONError) {
            guard let element = try open.reader.next() else { return false }
            take(element, open)
            return true
        } catch {
            note(.malformedFile, open, error.description)
            return false
        }
    }

    private mutating func take(_ element: LenientJSON, _ open: OpenFile) {
        let container = directory.containers[open.container]
        if container.kind.isDirect, !options.includeDirectMessages {
            batch.skip(.directMessage)
            return
        }
        meetAuthor(element)
        let decoder = SlackMessageDecoder(names: directory.names, textBytesMax: options.limits.textBytesMax)
        switch decoder.decode(element, container: container) {
        case .message(let message, let textWasCut):
            admit(message, open)
            if textWasCut { note(.textCut, open, "cut to \(options.limits.textBytesMax) bytes") }
        case .tombstone(let message): withdraw(message, open)
        case .deletion(let ts): delete(ts, container, open)
        case .skip(let reason): batch.skip(reason)
        case .unusable(let detail):
            batch.skip(.unusable)
            note(.malformedRecord, open, detail)
        }
    }

    /// Authors who are in no list are known from the profile beside their message.
    private mutating func meetAuthor(_ element: LenientJSON) {
        guard let id = element["user"]?.string, let profile = element["user_profile"],
            directory.names.userName(id) == nil,
            let person = SlackPerson.decode(authorID: id, profile: profile), directory.addStranger(person)
        else { return }
        batch.put(person)
    }
}

extension SlackMessagePass {
    private func key(_ message: ExportedMessage, _ open: OpenFile) -> RevisionLedger.Key {
        RevisionLedger.Key(container: open.container, microseconds: message.sentAt.microseconds)
    }

    private mutating func admit(_ message: ExportedMessage, _ open: OpenFile) {
        let key = key(message, open)
        switch ledger.admit(key, editedMicroseconds: message.editedAt?.microseconds ?? 0) {
        case .new, .newer: batch.put(message, key: key)
        case .duplicate: batch.skip(.duplicate)
        case .withdrawn: batch.skip(.withdrawn)
        }
    }

    private mutating func withdraw(_ tombstone: ExportedMessage, _ open: OpenFile) {
        let key = key(tombstone, open)
        if ledger.withdraw(key) { batch.put(tombstone, key: key) } else { batch.skip(.duplicate) }
    }

    private mutating func delete(_ ts: SlackTimestamp, _ container: ExportedContainer, _ open: OpenFile) {
        let key = RevisionLedger.Key(container: open.container, microseconds: ts.instant.microseconds)
        guard ledger.withdraw(key) else {
            batch.skip(.duplicate)
            return
        }
        batch.put(ExportedDeletion(containerNativeID: container.nativeID, nativeID: ts.text), key: key)
    }
}
