import Identifiers
import Signing
import Testing
import TransparencyLog

@Suite("Published Merkle vectors")
struct MerkleVectorTests {
    private static let folder = "vectors/merkle"

    private func document(_ path: String) throws -> JSONValue {
        // One index is 2^64 - 1, written as a number, which only a reader of unsigned integers could hold.
        let text = String(decoding: try SharedMaterial.bytes(path), as: UTF8.self)
        return try JSONValue(parsing: text.replacing("18446744073709551615", with: "\"2^64-1\"").utf8)
    }

    /// A root; some vectors use a short text in its place, for which its digest stands in.
    private func root(_ value: JSONValue?) -> Digest? {
        digest(value) ?? value?.string.flatMap { Base64.decode($0) }.map { Digest.sha256(of: $0) }
    }

    private func digest(_ value: JSONValue?) -> Digest? {
        value?.string.flatMap { Base64.decode($0) }.flatMap { Digest(bytes: $0) }
    }

    private func size(_ value: JSONValue?) -> UInt64? {
        value == "2^64-1" ? .max : value?.integer.flatMap { UInt64(exactly: $0) }
    }

    /// Nil when a hash has another length, which no proof here can even hold.
    private func hashes(_ value: JSONValue?) -> [Digest]? {
        let elements = value?.array ?? []
        let parsed = elements.compactMap { digest($0) }
        return parsed.count == elements.count ? parsed : nil
    }

    @Test("inclusion proofs are judged as published", .enabled(if: SharedMaterial.has(folder)))
    func inclusion() throws {
        let files = SharedMaterial.files(under: "\(Self.folder)/inclusion", withExtension: "json")
        #expect(files.count > 80)
        for file in files {
            let vector = try document(file)
            var valid = false
            if let index = size(vector["leafIdx"]), let size = size(vector["treeSize"]),
                let hashes = hashes(vector["proof"]), let leaf = digest(vector["leafHash"]),
                let root = digest(vector["root"])
            {
                valid = InclusionProof(index: index, size: size, hashes: hashes).isValid(
                    leaf: leaf,
                    root: root
                )
            }
            #expect(valid == (vector["wantErr"] == false), "\(file)")
        }
    }

    @Test("consistency proofs are judged as published", .enabled(if: SharedMaterial.has(folder)))
    func consistency() throws {
        let files = SharedMaterial.files(under: "\(Self.folder)/consistency", withExtension: "json")
        #expect(files.count > 80)
        for file in files {
            let vector = try document(file)
            var valid = false
            if let old = size(vector["size1"]), let new = size(vector["size2"]),
                let hashes = hashes(vector["proof"]),
                let oldRoot = root(vector["root1"]), let newRoot = root(vector["root2"])
            {
                valid = ConsistencyProof(old: old, new: new, hashes: hashes).isValid(
                    oldRoot: oldRoot,
                    newRoot: newRoot
                )
            }
            #expect(valid == (vector["wantErr"] == false), "\(file)")
        }
    }

    @Test("leaves, roots and proofs of the reference tree", .enabled(if: SharedMaterial.has(folder)))
    func referenceTree() async throws {
        let vectors = try document("\(Self.folder)/rfc6962-vectors.json")
        let inputs = (vectors["leaf_inputs_hex"]?.array ?? []).compactMap {
            $0.string.flatMap { Hexadecimal.decode($0) }
        }
        let leaves = inputs.map { MerkleHash.leaf($0) }
        #expect(leaves.map { JSONValue.string($0.hex) } == vectors["leaf_hashes"]?.array)
        for (size, root) in vectors["roots"]?.object ?? [:] {
            #expect(NaiveTree.root(leaves.prefix(Int(size) ?? -1)).hex == root.string)
        }
        var source = LeafSource(leaves: leaves)
        for vector in vectors["inclusion"]?.array ?? [] {
            let (index, size) = (size(vector["index"]) ?? 0, size(vector["size"]) ?? 0)
            let proof = try await InclusionProof.build(index: index, size: size, from: &source)
            #expect(proof.hashes.map { JSONValue.string($0.hex) } == vector["proof"]?.array)
        }
        for vector in vectors["consistency"]?.array ?? [] {
            let (old, new) = (size(vector["old"]) ?? 0, size(vector["new"]) ?? 0)
            let proof = try await ConsistencyProof.build(old: old, new: new, from: &source)
            #expect(proof.hashes.map { JSONValue.string($0.hex) } == vector["proof"]?.array)
        }
    }
}
