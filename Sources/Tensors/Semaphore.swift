internal import Glibc

/// A counting semaphore of the operating system, for threads that may sleep.
// @unchecked: sem_t is made to be shared; it lives at one address until the last reference goes.
@safe final class Semaphore: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<sem_t>

    init() {
        unsafe handle = .allocate(capacity: 1)
        unsafe sem_init(handle, 0, 0)
    }

    deinit {
        unsafe sem_destroy(handle)
        unsafe handle.deallocate()
    }

    func signal(times: Int) {
        for _ in 0..<times { unsafe sem_post(handle) }
    }

    func wait() {
        while unsafe sem_wait(handle) != 0 {}  // interrupted by a signal
    }
}
