import Access

/// Usage records on their way to the database: what is kept, who waits for a place, what is written next.
///
/// A request takes a place before it uses a model and fills it afterwards, so that no record is ever without room.
struct UsageBuffer {
    struct Limits: Hashable, Sendable {
        /// Places, taken or filled.
        var placesMax = 8_192
        /// Requests that wait for a place; further ones are refused at once.
        var waitersMax = 1_024
        /// Records of one insertion.
        var batchMax = 256
    }

    typealias WaiterID = UInt64

    enum Admission: Hashable {
        case taken, waiting, refused
    }

    private let limits: Limits
    /// In the order of writing; the first `batchCount` are being written.
    private var records: [UsageRecord] = []
    private var batchCount = 0
    /// Places taken by requests that are not done.
    private var openPlaces = 0
    private var waiters: [WaiterID] = []

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    var count: Int { records.count }
    var holdsWholeBatch: Bool { records.count >= limits.batchMax }

    /// `waiter` waits when there is no place, behind those who waited before.
    mutating func takePlace(_ waiter: WaiterID) -> Admission {
        if hasPlace, waiters.isEmpty {
            openPlaces += 1
            return .taken
        }
        guard waiters.count < limits.waitersMax else { return .refused }
        waiters.append(waiter)
        return .waiting
    }

    /// The waiter gives up; false when it waits no more, because it has a place.
    mutating func leave(_ waiter: WaiterID) -> Bool {
        guard let index = waiters.firstIndex(of: waiter) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// A request that took a place is done.
    mutating func fill(_ record: UsageRecord) {
        openPlaces -= 1
        records.append(record)
    }

    /// A request that took a place ended without use; gives back who has the place now.
    mutating func giveBack() -> [WaiterID] {
        openPlaces -= 1
        return admitted()
    }

    /// What is written next; empty when there is nothing, or while a batch is being written.
    mutating func nextBatch() -> [UsageRecord] {
        guard batchCount == 0 else { return [] }
        batchCount = min(records.count, limits.batchMax)
        return Array(records.prefix(batchCount))
    }

    /// The batch is in the database; gives back who has places now.
    mutating func batchWritten() -> [WaiterID] {
        records.removeFirst(batchCount)
        batchCount = 0
        return admitted()
    }

    /// The batch is not in the database and stays here.
    mutating func batchFailed() {
        batchCount = 0
    }

    private var hasPlace: Bool { openPlaces + records.count < limits.placesMax }

    private mutating func admitted() -> [WaiterID] {
        var admitted: [WaiterID] = []
        while hasPlace, admitted.count < waiters.count {
            openPlaces += 1
            admitted.append(waiters[admitted.count])
        }
        waiters.removeFirst(admitted.count)
        return admitted
    }
}
