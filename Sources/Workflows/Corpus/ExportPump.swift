import ConnectorKit
import Dispatch

/// Pulls batches out of an export on a thread of its own, so that parsing never holds up requests.
actor ExportPump {
    private let executor = DispatchExecutor(label: "assay.import")
    private var reader: any ExportReader

    init(reader: sending any ExportReader) {
        self.reader = reader
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    func next() throws -> ExportBatch? {
        try reader.nextBatch()
    }
}

/// A serial executor over a dispatch queue. Dispatch has its own on other platforms, not on Linux.
final class DispatchExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label, qos: .utility)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
