package import Identifiers

/// Whoever asks; the entity that a `ReaderID` names.
package enum Reader {}

/// The principal on whose behalf something is retrieved, as the database knows it.
package typealias ReaderID = Identifier<Reader>
