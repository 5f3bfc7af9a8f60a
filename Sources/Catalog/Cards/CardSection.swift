/// The nine sections of a model card (Mitchell et al., "Model Cards for Model Reporting", 2019), in their order.
package enum CardSection: String, Hashable, Sendable, Codable, CaseIterable {
    case modelDetails = "model_details"
    case intendedUse = "intended_use"
    case factors
    case metrics
    case evaluationData = "evaluation_data"
    case trainingData = "training_data"
    case quantitativeAnalyses = "quantitative_analyses"
    case ethicalConsiderations = "ethical_considerations"
    case caveats

    /// The heading that people read.
    package var title: String {
        switch self {
        case .modelDetails: "Model details"
        case .intendedUse: "Intended use"
        case .factors: "Factors"
        case .metrics: "Metrics"
        case .evaluationData: "Evaluation data"
        case .trainingData: "Training data"
        case .quantitativeAnalyses: "Quantitative analyses"
        case .ethicalConsiderations: "Ethical considerations"
        case .caveats: "Caveats and recommendations"
        }
    }
}
