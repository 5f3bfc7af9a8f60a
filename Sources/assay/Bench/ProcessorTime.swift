import Glibc

/// What this process has taken of the processors.
enum ProcessorTime {
    /// Of all its threads, in user and system mode.
    static var seconds: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
