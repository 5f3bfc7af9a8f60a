internal import Identifiers
package import Tensors

/// The safetensors files of one model, found by the index that lists them (`model.safetensors.index.json`).
///
/// Every tensor of the index must be in the file that the index names, and no file may hold others: an index
/// of another release would mix two models.
package struct ShardedSafetensors: TensorSource {
    /// The published models with the most parts have about two hundred.
    package static let shardsMax = 1_024

    private let shards: [String: SafetensorsFile]
    private let shardNames: [String: String]
    package let name: String

    /// The names of the files that an index needs, in alphabetical order.
    ///
    /// Fails on a name with a folder in it: parts lie beside their index.
    package static func shardNames(_ index: ModelFile) throws(ModelFileError) -> [String] {
        Set(try weightMap(index).values).sorted()
    }

    /// `shards` are the files that `shardNames` asks for, in any order.
    package init(index: ModelFile, shards files: [ModelFile]) throws(ModelFileError) {
        let map = try Self.weightMap(index)
        func failure(_ field: String, _ problem: ModelFileError.Problem) -> ModelFileError {
            ModelFileError(file: index.name, field: field, problem: problem)
        }
        var shards: [String: SafetensorsFile] = [:]
        for file in files { shards[file.name] = try SafetensorsFile(file) }
        for name in map.keys.sorted() {
            guard let shard = map[name].flatMap({ shards[$0] }) else {
                throw failure("weight_map.\(name)", .missing)
            }
            guard shard.shape(of: name) != nil else {
                throw ModelFileError(file: map[name] ?? "", field: name, problem: .missing)
            }
        }
        for (file, shard) in shards.sorted(by: { $0.key < $1.key }) {
            for name in shard.names where map[name] != file {
                throw ModelFileError(file: file, field: name, problem: .malformed("not in the index"))
            }
        }
        self.shards = shards
        name = index.name
        shardNames = map
    }

    private static func weightMap(_ index: ModelFile) throws(ModelFileError) -> [String: String] {
        let keys = try ConfigurationReader(index)
        guard let members = try keys.require("weight_map").object, !members.isEmpty else {
            throw keys.failure("weight_map", .wrongType(expected: "an object with tensors"))
        }
        var map: [String: String] = [:]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let file = value.string, !file.isEmpty, !file.contains("/"), !file.hasPrefix(".") else {
                throw keys.failure("weight_map.\(name.prefix(64))", .malformed("not the name of a file"))
            }
            map[name] = file
        }
        guard Set(map.values).count <= shardsMax else {
            throw keys.failure("weight_map", .outOfRange("more than \(shardsMax) files"))
        }
        return map
    }

    package var names: [String] { shardNames.keys.sorted() }

    package func shape(of name: String) -> [Int]? {
        shardNames[name].flatMap { shards[$0]?.shape(of: name) }
    }

    package func matrix(
        _ name: String,
        shape: [Int],
        nonFinite: NonFiniteValues
    ) throws(ModelFileError) -> Matrix {
        guard let file = shardNames[name], let shard = shards[file] else {
            throw ModelFileError(file: self.name, field: name, problem: .missing)
        }
        return try shard.matrix(name, shape: shape, nonFinite: nonFinite)
    }
}
