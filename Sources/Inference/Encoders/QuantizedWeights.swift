package import Identifiers
internal import Tensors

/// Writes an encoder's weights file with its linear layers quantised, as `StoredQuantization` describes it.
///
/// Loaded, the file gives the same bits as the parent's file loaded in that precision.
package enum QuantizedWeights {
    private struct Part {
        let name: String
        let kind: String
        let shape: [Int]
        let width: Int
        let bytes: ArraySlice<UInt8>
    }

    /// The whole file. Fails on a parent that is quantised already or whose linear layers are not as the
    /// configuration says; `precision` must be one of the integer ones.
    ///
    /// - Parameter digest: Of the parent's file, which the new one names.
    package static func file(
        of parent: SafetensorsFile,
        _ configuration: EncoderConfiguration,
        precision: EncoderPrecision,
        parentDigest digest: Digest
    ) throws(ModelFileError) -> [UInt8] {
        if let stored = parent.storedPrecision {
            throw parent.failure(
                "__metadata__.scheme",
                .unsupported("\(precision.rawValue) from weights that are stored as \(stored.rawValue)")
            )
        }
        guard let block = precision.block else {
            throw parent.failure("", .unsupported("quantising to \(precision.rawValue)"))
        }
        let layers = try linearLayers(parent, configuration)
        var parts: [Part] = []
        for name in parent.names {
            guard let tensor = parent.tensors[name] else { throw parent.failure(name, .missing) }
            if let shape = layers[name] {
                parts += try quantized(name, shape, parent, block)
            } else {
                let bytes = parent.file.bytes[tensor.range]
                let width = SafetensorsFile.byteCounts[tensor.kind] ?? 1
                parts.append(
                    Part(name: name, kind: tensor.kind, shape: tensor.shape, width: width, bytes: bytes)
                )
            }
        }
        return try written(
            parts,
            StoredQuantization(precision: precision, parent: digest),
            parent
        )
    }

    /// Names and shapes of the weights that are quantised.
    private static func linearLayers(
        _ parent: SafetensorsFile,
        _ configuration: EncoderConfiguration
    ) throws(ModelFileError) -> [String: [Int]] {
        let reader = EncoderWeightReader(parent, configuration, precision: .single, level: .supported)
        let names = EncoderNames(configuration.family, in: reader.names)
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        let widened = configuration.isGated ? 2 * wide : wide
        var layers: [String: [Int]] = [:]
        for index in configuration.windows.indices {
            let layer = names.layer(index)
            for (names, inputs, outputs) in [
                (layer.project, hidden, 3 * hidden), ([layer.attend], hidden, hidden),
                (layer.widen, hidden, widened), ([layer.narrow], wide, hidden),
            ] {
                for name in names {
                    let whole = "\(reader.prefix)\(name).weight"
                    guard parent.shape(of: whole) != nil else { throw parent.failure(whole, .missing) }
                    layers[whole] = [outputs / names.count, inputs]
                }
            }
        }
        return layers
    }

    private static func quantized(
        _ name: String,
        _ shape: [Int],
        _ parent: SafetensorsFile,
        _ block: Int
    ) throws(ModelFileError) -> [Part] {
        let stepsName = name + StoredQuantization.stepsSuffix
        guard parent.shape(of: stepsName) == nil else { throw parent.failure(stepsName, .duplicate) }
        let coded = CodedMatrix(rounding: try parent.matrix(name, shape: shape), block: block)
        let steps = coded.steps
        return [
            Part(name: name, kind: "I8", shape: shape, width: 1, bytes: coded.codes[...]),
            Part(
                name: stepsName,
                kind: "F32",
                shape: [steps.rows, steps.columns],
                width: 4,
                bytes: steps.littleEndianBytes[...]
            ),
        ]
    }

    /// The widest types first, so that every tensor is aligned.
    private static func written(
        _ parts: [Part],
        _ stored: StoredQuantization,
        _ parent: SafetensorsFile
    ) throws(ModelFileError) -> [UInt8] {
        let ordered = parts.sorted { ($1.width, $0.name) < ($0.width, $1.name) }
        var header: [String: JSONValue] = ["__metadata__": stored.metadata]
        var end = 0
        for part in ordered {
            let start = end
            end += part.bytes.count
            header[part.name] = [
                "dtype": .string(part.kind), "shape": .array(part.shape.map { .integer(Int64($0)) }),
                "data_offsets": [.integer(Int64(start)), .integer(Int64(end))],
            ]
        }
        let encoded: [UInt8]
        do { encoded = try CanonicalJSON.encode(.object(header)) } catch {
            throw parent.failure("header", .malformed("\(error)"))
        }
        let padding = (8 - encoded.count % 8) % 8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + encoded.count + padding + end)
        let length = UInt64(encoded.count + padding)
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        bytes += encoded
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: padding)
        for part in ordered { bytes += part.bytes }
        return bytes
    }
}
