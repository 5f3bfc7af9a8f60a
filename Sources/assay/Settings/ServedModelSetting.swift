import Inference

/// One model that the settings name: a folder or a version of the catalog, and perhaps a precision.
struct ServedModelSetting: Equatable, Sendable {
    enum Source: Equatable, Sendable {
        case folder(String)
        /// Files are read from the content store; no folder is needed.
        case catalog(name: String, version: Int)
    }

    var source: Source
    /// Nil takes what the weights are stored in.
    var precision: EncoderPrecision?

    /// `FOLDER`, `catalog:NAME:VERSION`, either with `@PRECISION`; nil for an address of the catalog that is none.
    ///
    /// What follows an `@` in a folder's path belongs to the path unless it is a precision.
    init?(_ text: String, absolute: (String) -> String) {
        var place = Substring(text)
        if let at = text.lastIndex(of: "@") {
            precision = EncoderPrecision(rawValue: String(text[text.index(after: at)...]))
            if precision != nil { place = text[..<at] }
        }
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.first == "catalog" else {
            guard !place.isEmpty else { return nil }
            source = .folder(absolute(String(place)))
            return
        }
        guard parts.count == 3, !parts[1].isEmpty, let version = Int(parts[2]), version > 0 else {
            return nil
        }
        source = .catalog(name: String(parts[1]), version: version)
    }

    init(folder: String) {
        source = .folder(folder)
    }

    /// As an operator would write it.
    var text: String {
        let suffix = precision.map { "@\($0.rawValue)" } ?? ""
        return switch source {
        case .folder(let path): path + suffix
        case .catalog(let name, let version): "catalog:\(name):\(version)\(suffix)"
        }
    }

    var folder: String? { if case .folder(let path) = source { path } else { nil } }
}

extension Substring {
    /// Without such characters at either end.
    func trimming(while isPadding: (Character) -> Bool) -> String {
        String(drop(while: isPadding).reversed().drop(while: isPadding).reversed())
    }
}
