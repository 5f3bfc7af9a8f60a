import Access
import Persistence
import PostgresClient
import Testing

@Suite("The measured hash chain and the measured ledger")
struct HashChainPeerTests {
    @Test("Writers at once make one chain without a fork, and a changed row shows")
    func chain() async throws {
        try await withPersistence { fixture in
            let peer = HashChainPeer(pool: fixture.superuser)
            try await peer.create()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<5 { try await peer.record(under: try fixture.grant(.modelsUpdate)) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await peer.check() == (40, true))
            _ = try await fixture.superuser.execute(
                "UPDATE measured.chain SET body = body || '\\x00'::bytea WHERE index = 17"
            )
            #expect(try await peer.check() == (40, false))
        }
    }

    @Test("The measured ledger writes one audit entry a transaction")
    func ledger() async throws {
        try await withPersistence { fixture in
            let load = LedgerLoad(pool: fixture.pool)
            let before = try await fixture.entryCount()
            for _ in 0..<3 { try await load.record(under: try fixture.grant(.modelsUpdate)) }
            #expect(try await fixture.entryCount() == before + 3)
        }
    }
}
