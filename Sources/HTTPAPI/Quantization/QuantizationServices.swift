package import Catalog
package import Retrieval
package import Workflows

/// The use cases around quantised versions and what versions were found to reach.
package struct QuantizationServices: Sendable {
    package var quantize: QuantizeVersion
    package var evaluations: ReadVersionEvaluations

    /// The use cases over these stores; the composition and the tests make them alike.
    package init(
        catalog: any CatalogStore,
        evaluations: any VersionEvaluationStore,
        contents: any ArtifactContentStore,
        quantizer: any ModelQuantizer,
        gate: Gate
    ) {
        quantize = QuantizeVersion(
            catalog: catalog,
            evaluations: evaluations,
            contents: contents,
            quantizer: quantizer,
            gate: gate
        )
        self.evaluations = ReadVersionEvaluations(catalog: catalog, evaluations: evaluations, gate: gate)
    }
}
