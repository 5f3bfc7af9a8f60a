import Identifiers
import Testing
import TransparencyLog

@Suite("Merkle trees")
struct MerkleTreeTests {
    private static let leaves = (0..<130).map { MerkleHash.leaf([UInt8($0)]) }

    // Leaf inputs and roots of the tree that the certificate transparency projects test with.
    @Test(
        "the classic eight leaves have their known roots",
        arguments: [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ]
    )
    func classicRoots(count: Int, root: String) {
        let inputs = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ]
        var frontier = TreeFrontier()
        for input in inputs.prefix(count) {
            frontier.append(MerkleHash.leaf(Hexadecimal.decode(input) ?? []))
        }
        #expect(frontier.root.hex == root)
        #expect(frontier.size == UInt64(count))
    }

    @Test("the frontier has the root of the definition at every size, also after storage")
    func frontier() throws {
        var frontier = TreeFrontier()
        for size in 0...Self.leaves.count {
            #expect(frontier.root == NaiveTree.root(Self.leaves.prefix(size)))
            frontier = try TreeFrontier(bytes: frontier.bytes)
            if size < Self.leaves.count { frontier.append(Self.leaves[size]) }
        }
    }

    @Test("a stored frontier with a wrong length is refused")
    func malformedFrontier() {
        var frontier = TreeFrontier()
        for leaf in Self.leaves.prefix(7) { frontier.append(leaf) }
        let bytes = frontier.bytes
        for damaged in [
            [], Array(bytes.prefix(7)), Array(bytes.dropLast()), Array(bytes.dropLast(32)), bytes + [0],
        ] {
            #expect(throws: TransparencyLogError.malformedFrontier) { try TreeFrontier(bytes: damaged) }
        }
    }

    @Test("every inclusion proof up to 130 leaves is the path of the definition and verifies")
    func inclusion() async throws {
        var source = LeafSource(leaves: Self.leaves)
        for size in 1...Self.leaves.count {
            let part = Self.leaves.prefix(size)
            let root = NaiveTree.root(part)
            for index in 0..<size {
                let proof = try await InclusionProof.build(
                    index: UInt64(index),
                    size: UInt64(size),
                    from: &source
                )
                #expect(proof.hashes == NaiveTree.path(index, part))
                #expect(proof.isValid(leaf: Self.leaves[index], root: root))
                #expect(!proof.isValid(leaf: Self.leaves[(index + 1) % 130], root: root))
            }
        }
    }

    @Test("every consistency proof up to 130 leaves is the one of the definition and verifies")
    func consistency() async throws {
        var source = LeafSource(leaves: Self.leaves)
        let roots = (0...Self.leaves.count).map { NaiveTree.root(Self.leaves.prefix($0)) }
        for new in 1...Self.leaves.count {
            for old in 1...new {
                let proof = try await ConsistencyProof.build(
                    old: UInt64(old),
                    new: UInt64(new),
                    from: &source
                )
                #expect(proof.hashes == NaiveTree.consistency(old, Self.leaves.prefix(new)))
                #expect(proof.isValid(oldRoot: roots[old], newRoot: roots[new]))
                #expect(!proof.isValid(oldRoot: roots[old - 1], newRoot: roots[new]))
                #expect(!proof.isValid(oldRoot: roots[old], newRoot: roots[new - 1]))
            }
        }
    }

    @Test("a proof with a changed, missing, added or swapped hash fails", arguments: [1, 2, 7, 64, 100, 129])
    func mutations(old: Int) async throws {
        var source = LeafSource(leaves: Self.leaves)
        let (oldRoot, root) = (NaiveTree.root(Self.leaves.prefix(old)), NaiveTree.root(Self.leaves[...]))
        let inclusion = try await InclusionProof.build(index: UInt64(old), size: 130, from: &source)
        let consistency = try await ConsistencyProof.build(old: UInt64(old), new: 130, from: &source)
        for hashes in Self.mutations(of: inclusion.hashes) {
            let proof = InclusionProof(index: UInt64(old), size: 130, hashes: hashes)
            #expect(!proof.isValid(leaf: Self.leaves[old], root: root))
        }
        for hashes in Self.mutations(of: consistency.hashes) {
            let proof = ConsistencyProof(old: UInt64(old), new: 130, hashes: hashes)
            #expect(!proof.isValid(oldRoot: oldRoot, newRoot: root))
        }
        #expect(
            !InclusionProof(index: 130, size: 130, hashes: inclusion.hashes).isValid(
                leaf: oldRoot,
                root: root
            )
        )
    }

    private static func mutations(of hashes: [Digest]) -> [[Digest]] {
        let other = MerkleHash.leaf("other".utf8)
        var mutations = [
            hashes + [other], [other] + hashes, Array(hashes.dropLast()), Array(hashes.dropFirst()),
        ]
        for index in hashes.indices {
            var changed = hashes
            changed[index] = other
            mutations.append(changed)
        }
        if hashes.count > 1 { mutations.append(hashes.reversed()) }
        return mutations
    }

    @Test("proofs outside the tree are not built")
    func outside() async throws {
        var source = LeafSource(leaves: Self.leaves)
        await #expect(throws: TransparencyLogError.indexOutsideTree(index: 5, size: 5)) {
            try await InclusionProof.build(index: 5, size: 5, from: &source)
        }
        await #expect(throws: TransparencyLogError.sizesOutOfOrder(old: 6, new: 5)) {
            try await ConsistencyProof.build(old: 6, new: 5, from: &source)
        }
        #expect(try await ConsistencyProof.build(old: 0, new: 5, from: &source).hashes.isEmpty)
    }
}
