import ModelFixtures
import Tensors
import Testing

@testable import Inference

@Suite("Safetensors in several files")
struct ShardedSafetensorsTests {
    private static func index(_ map: String) -> ModelFile {
        ModelFile(
            name: "model.safetensors.index.json",
            bytes: Array(#"{"metadata":{"total_size":8},"weight_map":{\#(map)}}"#.utf8)
        )
    }

    private static func shard(_ name: String, _ tensors: String...) -> ModelFile {
        ModelFile(
            name: name,
            bytes: SafetensorsWriter.file(tensors.map { ($0, [1], [Float($0.utf8.count)]) })
        )
    }

    @Test("Tensors come from the file that the index names")
    func whole() throws {
        let index = Self.index(#""a":"1.safetensors","bb":"2.safetensors","ccc":"1.safetensors""#)
        #expect(try ShardedSafetensors.shardNames(index) == ["1.safetensors", "2.safetensors"])
        let model = try ShardedSafetensors(
            index: index,
            shards: [Self.shard("2.safetensors", "bb"), Self.shard("1.safetensors", "a", "ccc")]
        )
        #expect(model.names == ["a", "bb", "ccc"])
        #expect(model.shape(of: "bb") == [1] && model.shape(of: "d") == nil)
        for name in model.names {
            #expect(try model.matrix(name, shape: [1]).values == [Float(name.count)])
        }
        #expect(throws: ModelFileError.self) { try model.matrix("d", shape: [1]) }
    }

    @Test("An index and files that do not belong together are refused by name")
    func mixed() {
        func error(_ map: String, _ shards: ModelFile...) -> String {
            let error = #expect(throws: ModelFileError.self) {
                try ShardedSafetensors(index: Self.index(map), shards: shards)
            }
            return error?.description ?? ""
        }
        #expect(error(#""a":"1","b":"2""#, Self.shard("1", "a")).contains("weight_map.b: is missing"))
        #expect(error(#""a":"1","b":"1""#, Self.shard("1", "a")).contains("1, b: is missing"))
        #expect(
            error(#""a":"1""#, Self.shard("1", "a", "b")).contains("1, b: is malformed: not in the index")
        )
        for name in ["../a", "/etc/a", "", ".hidden"] {
            #expect(error(#""a":"\#(name)""#).contains("not the name of a file"))
        }
        #expect(error(#""a":7"#).contains("not the name of a file"))
        #expect(error("").contains("an object with tensors"))
    }
}
