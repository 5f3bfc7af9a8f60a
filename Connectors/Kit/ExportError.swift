/// Why an export cannot be read, or not further; safe to show.
package enum ExportError: Error, Hashable, Sendable {
    /// Nothing can be opened there. Only the last part of the path is kept.
    case cannotOpen(name: String, detail: String)
    case notAnExport(name: String)
    /// The archive opens, but nothing of an export is in it.
    case nothingInside(name: String)
    /// The archive breaks off or is damaged after this many members.
    case corrupt(afterMembers: Int, detail: String)
    case tooManyMembers(limit: Int)
    case tooManyBytes(limit: Int)
    /// The content is so much larger than the archive that it can only be a trap.
    case suspiciousCompression(ratioMax: Int)
    /// The checkpoint was made with another archive.
    case checkpointMismatch
    case cannotWrite(name: String, detail: String)
}

extension ExportError {
    /// The same of a file that its owner knows by another name than the one it was opened under.
    package func about(_ name: String) -> ExportError {
        switch self {
        case .cannotOpen(_, let detail): .cannotOpen(name: name, detail: detail)
        case .notAnExport: .notAnExport(name: name)
        default: self
        }
    }
}

extension ExportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let name, let detail): "cannot open \(name): \(detail)"
        case .notAnExport(let name):
            "\(name) is no zip, tar or tar.gz archive, no folder and no .json file; pass the "
                + "export as it was downloaded"
        case .nothingInside(let name):
            "\(name) holds no channels, people or messages; pass the export as it was downloaded"
        case .corrupt(let members, let detail):
            "the archive is damaged after \(members) members "
                + "(\(detail)); what came before was read, download it again"
        case .tooManyMembers(let limit): "the archive has more than \(limit) members; split it"
        case .tooManyBytes(let limit): "the archive holds more than \(limit) bytes when unpacked; split it"
        case .suspiciousCompression(let ratio):
            "the archive unpacks to more than \(ratio) times its size and was refused; unpack it "
                + "and pass the folder"
        case .checkpointMismatch:
            "the interrupted import read another archive; pass the same file again or start a new import"
        case .cannotWrite(let name, let detail): "cannot write \(name): \(detail)"
        }
    }
}
