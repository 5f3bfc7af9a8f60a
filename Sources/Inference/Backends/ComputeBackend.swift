/// Hardware that computes models round by round: the processors, or an accelerator.
///
/// Who schedules work knows nothing else of the hardware. A backend that finds its hardware missing is not made: what
/// makes it throws `BackendFault.missing`, and nothing else computes in its place. Encoders are what backends load
/// now; another kind of model would get a `plan` and a `load` of its own beside these.
package protocol ComputeBackend: Sendable {
    /// For people, metrics and errors: one word, for instance `processor`.
    var name: String { get }

    /// What was found, for people: kind and number of units.
    var hardware: String { get }

    /// Rounds that it computes at once, at least one; each takes one slot, a shared one several.
    var slots: Int { get }

    /// Bytes of its memory that all models together may take; nil for no bound.
    var memoryBytesMax: Int? { get }

    var abilities: BackendAbilities { get }

    /// What loading the model would take, from its shape alone: nothing is unpacked or allocated for it.
    ///
    /// Throws `BackendFault` or `ModelFileError`.
    func plan(_ model: EncoderSource) throws -> EncoderPlan

    /// Unpacks the weights and everything that rounds need, so that no later round allocates for them.
    ///
    /// The files' bytes are not kept. `plan` is what this backend said of this model. Throws `ModelFileError` for
    /// weights that do not fit it, `BackendFault` where the hardware does not do it.
    func load(_ model: EncoderSource, _ plan: EncoderPlan) async throws -> any RoundExecutor
}
