/// The numbers of the advisory locks that the stores take; one number, one purpose.
enum AdvisoryLock: Int64 {
    /// Held while chunks are changed.
    case chunkFeed = 0x6173_7361_7901
    /// Held by the one server that carries out imports.
    case importWorker = 0x6173_7361_7902
}
