import Glibc

/// Makes libarchive take names as UTF-8: it asks the calling thread's locale, which in a server is plain C.
@safe final class UTF8Locale {
    private let locale: locale_t?

    init() {
        unsafe locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    }

    deinit {
        if let locale = unsafe locale { unsafe freelocale(locale) }
    }

    /// Runs `body` with the locale set for this thread alone.
    func whileSet<Result>(_ body: () -> Result) -> Result {
        guard let locale = unsafe locale else { return body() }
        let previous = unsafe uselocale(locale)
        defer { unsafe uselocale(previous) }
        return body()
    }
}
