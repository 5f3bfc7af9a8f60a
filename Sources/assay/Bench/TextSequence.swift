import Synchronization

/// Texts that are handed out one after another to many callers; after the last one the first comes again, with a
/// number, so that no text is ever asked for twice.
final class TextSequence: Sendable {
    private let texts: [String]
    private let taken = Atomic(0)

    init(_ texts: [String]) {
        self.texts = texts
    }

    func next() -> String {
        let number = taken.add(1, ordering: .relaxed).oldValue
        let text = texts[number % texts.count]
        return number < texts.count ? text : "\(number / texts.count) \(text)"
    }
}
