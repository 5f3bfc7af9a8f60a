package import ConnectorKit
import Corpus
import Markup

/// Reads a Slack export in two passes: first the lists of people and conversations, then the messages in
/// archive order.
///
/// Holds the lists, one file of messages and one batch in memory. Tolerates what real exports contain:
/// missing lists, damaged files, unknown people, duplicates, text that is not UTF-8. Formats: Slack's own
/// exports since 2015 and those of slackdump.
package struct SlackExportReader: ExportReader {
    private enum State {
        case unopened
        case lists(SlackListBatches, SlackMessagePass)
        case messages(SlackMessagePass)
        case failed(ExportError)
        case finished
    }

    private let source: any ExportSource
    private let options: SlackImportOptions
    private let checkpoint: ImportCheckpoint?
    private var state = State.unopened

    /// - Parameter checkpoint: of the last batch that was stored, to go on after it. People and conversations
    ///   are then not given again.
    package init(source: any ExportSource, options: SlackImportOptions, checkpoint: ImportCheckpoint?) {
        self.source = source
        self.options = options
        self.checkpoint = checkpoint
    }

    package mutating func nextBatch() throws -> ExportBatch? {
        if case .unopened = state { try open() }
        if case .lists(var lists, let pass) = state {
            if let batch = lists.next() {
                state = .lists(lists, pass)
                return batch
            }
            state = .messages(pass)
        }
        if case .messages(var pass) = state {
            state = .finished
            let (batch, error) = pass.nextBatch()
            state = error.map { .failed($0) } ?? (batch == nil ? .finished : .messages(pass))
            if let batch { return batch }
        }
        if case .failed(let error) = state { throw error }
        return nil
    }

    private mutating func open() throws(ExportError) {
        let survey = try SlackSurvey(source, options: options)
        if let checkpoint, checkpoint.fingerprint != survey.fingerprint { throw .checkpointMismatch }
        let membersDone = checkpoint?.membersDone ?? 0
        let pass = try SlackMessagePass(
            members: source.members(),
            survey: survey,
            options: options,
            membersDone: membersDone
        )
        state = membersDone > 0 ? .messages(pass) : .lists(SlackListBatches(survey, options), pass)
    }
}
