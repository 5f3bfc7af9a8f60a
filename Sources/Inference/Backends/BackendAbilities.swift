/// What a backend can load.
package struct BackendAbilities: Equatable, Sendable {
    package let families: Set<EncoderFamily>
    /// Those that may be asked for; in which one it computes is in its plan.
    package let precisions: Set<EncoderPrecision>
    /// Whether it computes the head of a model that judges pairs.
    package let judgesPairs: Bool

    package init(
        families: Set<EncoderFamily>,
        precisions: Set<EncoderPrecision>,
        judgesPairs: Bool
    ) {
        self.families = families
        self.precisions = precisions
        self.judgesPairs = judgesPairs
    }

    /// Whether a model's family, precision and head are all among them; its size is a question of the plan.
    package func include(_ model: EncoderSource) -> Bool {
        families.contains(model.configuration.family) && precisions.contains(model.precision)
            && (judgesPairs || !model.judgesPairs)
    }
}
