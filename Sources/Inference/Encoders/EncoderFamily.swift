/// A published encoder architecture, named as `model_type` of its `config.json` names it.
package enum EncoderFamily: String, Sendable, CaseIterable {
    case bert
    case roberta
    case xlmRoberta = "xlm-roberta"
    case camembert
    case mpnet
    case distilBert = "distilbert"
    case modernBert = "modernbert"
    case nomicBert = "nomic_bert"

    /// RoBERTa and what was trained after its example.
    var isRoberta: Bool { [.roberta, .xlmRoberta, .camembert].contains(self) }
}
