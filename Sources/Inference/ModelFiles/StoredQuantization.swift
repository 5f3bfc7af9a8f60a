package import Identifiers
internal import Tensors

/// What a safetensors file of quantised linear layers says of itself, in `__metadata__`.
///
/// Of a linear layer `NAME` such a file holds `NAME.weight` in I8, codes -127 to 127 by output and input, and
/// `NAME.weight.steps` in F32, by output and block of inputs. Everything else is as in the parent's file.
package struct StoredQuantization: Equatable, Sendable {
    /// The value of `format`; files of others say `pt`, `np` and the like.
    package static let format = "assay-quantized-1"
    /// What is added to a weight's name for the name of its steps.
    static let stepsSuffix = ".steps"
    private static let prefix = "assay-quantized"

    /// One of the integer precisions.
    package let precision: EncoderPrecision
    /// The digest of the weights file that this one was made from, as the file claims it.
    package let parent: Digest

    init(precision: EncoderPrecision, parent: Digest) {
        self.precision = precision
        self.parent = parent
    }

    /// Nil for a file in another format, which has nothing of this; throws for one that says it and lacks a part.
    init?(_ metadata: JSONValue?, file: String) throws(ModelFileError) {
        guard let found = metadata?["format"]?.string, found.hasPrefix(Self.prefix) else { return nil }
        func text(_ key: String) throws(ModelFileError) -> String {
            guard let text = metadata?[key]?.string else {
                throw ModelFileError(file: file, field: "__metadata__.\(key)", problem: .missing)
            }
            return text
        }
        func failure(_ key: String, _ problem: ModelFileError.Problem) -> ModelFileError {
            ModelFileError(file: file, field: "__metadata__.\(key)", problem: problem)
        }
        guard found == Self.format else { throw failure("format", .unsupported(String(found.prefix(32)))) }
        let scheme = try text("scheme")
        guard let precision = EncoderPrecision(rawValue: scheme), let block = precision.block else {
            throw failure("scheme", .unsupported(String(scheme.prefix(32))))
        }
        let stated = try text("block")
        guard stated == String(block) else {
            throw failure("block", .outOfRange("\(stated.prefix(16)); \(scheme) has blocks of \(block)"))
        }
        guard let parent = Digest(hex: try text("parent_sha256")) else {
            throw failure("parent_sha256", .malformed("not a SHA-256 of 64 lower-case digits"))
        }
        self.init(precision: precision, parent: parent)
    }

    /// `__metadata__` of a file.
    var metadata: JSONValue {
        [
            "format": .string(Self.format), "scheme": .string(precision.rawValue),
            "block": .string(String(precision.block ?? 0)), "parent_sha256": .string(parent.hex),
        ]
    }
}

extension EncoderPrecision {
    /// Neighbouring inputs that share a step; nil for single precision.
    var block: Int? {
        switch linear {
        case .single: nil
        case .coded(let block): block
        }
    }
}
