/// Every field that a card may have. A document with anything else is refused, so that no typing error goes unseen.
package enum CardSchema {
    /// What documents call this schema.
    package static let name = "assay.model-card/1"

    /// In the order in which a card shows them.
    package static let fields: [CardField] = details + use + measures + data + analyses + concerns

    /// The fields of one section, in order.
    package static func fields(of section: CardSection) -> [CardField] {
        fields.filter { $0.section == section }
    }

    private static let details: [CardField] = [
        .init(
            .modelDetails,
            "summary",
            "Summary",
            .text(lengthMax: 4_000),
            .aboveMinimal,
            annexFour: "1(a)",
            "Say in a few sentences what the model does and who made it."
        ),
        .init(
            .modelDetails,
            "model_type",
            "Type",
            .text(lengthMax: 500),
            .aboveMinimal,
            annexFour: "2(b)",
            "Name the kind of model, such as gradient boosted trees."
        ),
        .init(
            .modelDetails,
            "architecture",
            "Architecture",
            .text(lengthMax: 8_000),
            .high,
            annexFour: "2(c)",
            "Describe the architecture and the computing resources used to develop, train and test it."
        ),
        .init(
            .modelDetails,
            "training_procedure",
            "Training procedure",
            .text(lengthMax: 8_000),
            .high,
            annexFour: "2(a)",
            "Describe the steps of the training, its settings and any model it was built on."
        ),
        .init(
            .modelDetails,
            "licence",
            "Licence",
            .text(lengthMax: 200),
            .never,
            "Give the licence of the model, best as an SPDX identifier."
        ),
        .init(
            .modelDetails,
            "contact",
            "Contact",
            .text(lengthMax: 500),
            .aboveMinimal,
            "Say where questions about the model go."
        ),
        .init(
            .modelDetails,
            "references",
            "References",
            .links,
            .never,
            "Link papers and other resources."
        ),
        .init(
            .modelDetails,
            "environment",
            "Where it runs",
            .text(lengthMax: 4_000),
            .never,
            annexFour: "1(b)-(e)",
            "Name the hardware and software that the model needs and works with."
        ),
    ]

    private static let use: [CardField] = [
        .init(
            .intendedUse,
            "primary_uses",
            "Primary uses",
            .list,
            .aboveMinimal,
            annexFour: "1(a)",
            "List the uses that the model was made for."
        ),
        .init(
            .intendedUse,
            "primary_users",
            "Primary users",
            .list,
            .aboveMinimal,
            annexFour: "1(a)",
            "List who is meant to use it."
        ),
        .init(
            .intendedUse,
            "out_of_scope_uses",
            "Uses out of scope",
            .list,
            .aboveMinimal,
            annexFour: "3",
            "List the uses that it is not fit for."
        ),
        .init(
            .intendedUse,
            "human_oversight",
            "Human oversight",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(e), 3",
            "Say who watches its results, and how they stop or overrule it."
        ),
        .init(
            .intendedUse,
            "instructions",
            "Instructions for use",
            .text(lengthMax: 8_000),
            .never,
            annexFour: "1(h)",
            "Tell those who put it to work how to do so."
        ),
    ]

    private static let measures: [CardField] = [
        .init(
            .factors,
            "relevant_factors",
            "Relevant factors",
            .list,
            .high,
            annexFour: "3",
            "List groups, instruments and environments for which its performance may differ."
        ),
        .init(
            .factors,
            "evaluation_factors",
            "Evaluated factors",
            .list,
            .high,
            annexFour: "3",
            "List which of these were evaluated, and why these."
        ),
        .init(
            .metrics,
            "performance_measures",
            "Performance measures",
            .list,
            .aboveMinimal,
            annexFour: "4",
            "List the measures and why they fit this use."
        ),
        .init(
            .metrics,
            "decision_thresholds",
            "Decision thresholds",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(b)",
            "Give the thresholds in use and why they were chosen."
        ),
        .init(
            .metrics,
            "uncertainty",
            "Uncertainty",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "3",
            "Say how the spread of the measures was found, such as by cross-validation."
        ),
    ]

    private static let data: [CardField] = [
        .init(
            .evaluationData,
            "description",
            "Description",
            .text(lengthMax: 8_000),
            .aboveMinimal,
            annexFour: "2(g)",
            "Describe the data that it was evaluated on."
        ),
        .init(
            .evaluationData,
            "motivation",
            "Motivation",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(g)",
            "Say why these data were chosen."
        ),
        .init(
            .evaluationData,
            "preprocessing",
            "Preprocessing",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(g)",
            "Say how they were prepared."
        ),
        .init(
            .trainingData,
            "description",
            "Description",
            .text(lengthMax: 8_000),
            .aboveMinimal,
            annexFour: "2(d)",
            "Describe the data that it was trained on, and whom they represent."
        ),
        .init(
            .trainingData,
            "provenance",
            "Provenance",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(d)",
            "Say where they come from, how they were chosen and on what legal ground."
        ),
        .init(
            .trainingData,
            "preprocessing",
            "Preprocessing",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(d)",
            "Say how they were labelled, cleaned and enriched."
        ),
    ]

    private static let analyses: [CardField] = [
        .init(
            .quantitativeAnalyses,
            "unitary_results",
            "Results",
            .measurements,
            .aboveMinimal,
            annexFour: "2(g)",
            "Give the measured results, each with metric and value."
        ),
        .init(
            .quantitativeAnalyses,
            "intersectional_results",
            "Results by group",
            .measurements,
            .high,
            annexFour: "2(g), 3",
            "Give the results for each group and for groups combined, each with its slice."
        ),
    ]

    private static let concerns: [CardField] = [
        .init(
            .ethicalConsiderations,
            "risks_and_harms",
            "Risks and harms",
            .list,
            .high,
            annexFour: "3, 5",
            "List what could go wrong, for whom, and how likely and bad it is."
        ),
        .init(
            .ethicalConsiderations,
            "mitigations",
            "Mitigations",
            .list,
            .high,
            annexFour: "5",
            "List what was done about these risks."
        ),
        .init(
            .ethicalConsiderations,
            "sensitive_data",
            "Sensitive data",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "2(d)",
            "Say whether personal or otherwise sensitive data were used, and how they are protected."
        ),
        .init(
            .ethicalConsiderations,
            "cybersecurity",
            "Cybersecurity",
            .text(lengthMax: 4_000),
            .never,
            annexFour: "2(h)",
            "Say how the model is protected from tampering and misuse."
        ),
        .init(
            .caveats,
            "limitations",
            "Limitations",
            .list,
            .aboveMinimal,
            annexFour: "3",
            "List what it cannot do well."
        ),
        .init(
            .caveats,
            "recommendations",
            "Recommendations",
            .list,
            .never,
            "List what users should mind."
        ),
        .init(
            .caveats,
            "monitoring_plan",
            "Monitoring plan",
            .text(lengthMax: 4_000),
            .high,
            annexFour: "9",
            "Say how it is watched after it went to work."
        ),
        .init(
            .caveats,
            "expected_changes",
            "Expected changes",
            .text(lengthMax: 4_000),
            .never,
            annexFour: "2(f), 6",
            "Say which changes are planned and what they may alter."
        ),
    ]
}
