extension SearchGrammar {
    private static let equality: Set<SearchComparator> = [.equal, .notEqual]
    private static let likeness: Set<SearchComparator> = [.equal, .notEqual, .like, .caselessLike]
    private static let membership = likeness.union([.among, .notAmong])
    private static let nullness = likeness.union([.absent, .present])
    private static let magnitude: Set<SearchComparator> = [
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    ]

    private static let text = Field(kind: .text, comparators: likeness)
    private static let listedText = Field(kind: .text, comparators: membership)
    private static let nullableText = Field(kind: .text, comparators: nullness)
    private static let number = Field(kind: .number, comparators: magnitude)

    private static let attributesAndTags: [String: SearchEntity] = [
        "attribute": .attribute, "attributes": .attribute, "tag": .tag, "tags": .tag,
    ]

    /// `registered-models/search`. Order keys: name, creation_timestamp, last_updated_timestamp.
    package static let registeredModels = SearchGrammar(
        entities: attributesAndTags,
        attributes: ["name": listedText],
        fields: [.tag: text],
        orderKeys: [
            "name": "name", "timestamp": "last_updated_timestamp",
            "last_updated_timestamp": "last_updated_timestamp", "creation_timestamp": "creation_timestamp",
        ]
    )

    /// `model-versions/search`. Order keys: name, version_number, creation_timestamp, last_updated_timestamp.
    package static let modelVersions = SearchGrammar(
        entities: attributesAndTags,
        attributes: [
            "name": listedText, "run_id": listedText, "source_path": text, "version_number": number,
        ],
        fields: [.tag: text],
        orderKeys: [
            "name": "name", "version_number": "version_number", "creation_timestamp": "creation_timestamp",
            "last_updated_timestamp": "last_updated_timestamp",
        ]
    )

    private static let runEntities: [String: SearchEntity] = [
        "attribute": .attribute, "attributes": .attribute, "attr": .attribute, "run": .attribute,
        "metric": .metric, "metrics": .metric, "param": .parameter, "params": .parameter,
        "parameter": .parameter, "parameters": .parameter, "tag": .tag, "tags": .tag,
        "dataset": .dataset, "datasets": .dataset,
    ]

    /// `runs/search`. Attributes: run_id, run_name, user_id, status, artifact_uri, start_time, end_time.
    package static let runs = SearchGrammar(
        entities: runEntities,
        attributes: [
            "run_id": listedText, "run_name": text, "user_id": text, "status": text, "artifact_uri": text,
            "start_time": number, "end_time": number,
        ],
        aliases: [
            "created": "start_time", "Created": "start_time", "run name": "run_name", "Run name": "run_name",
            "Run Name": "run_name",
        ],
        fields: [
            .metric: number, .parameter: nullableText, .tag: nullableText, .dataset: listedText,
        ],
        datasetKeys: ["name", "digest", "context"],
        orderKeys: [
            "run_id": "run_id", "run_name": "run_name", "user_id": "user_id", "status": "status",
            "artifact_uri": "artifact_uri", "start_time": "start_time", "end_time": "end_time",
            "created": "start_time", "Created": "start_time", "run name": "run_name", "Run name": "run_name",
            "Run Name": "run_name",
        ],
        orderEntities: [.metric, .parameter, .tag]
    )

    /// `experiments/search`. Attributes: name, experiment_id, creation_time, last_update_time.
    package static let experiments = SearchGrammar(
        entities: attributesAndTags,
        attributes: [
            "name": text, "experiment_id": listedText, "creation_time": number, "last_update_time": number,
        ],
        fields: [.tag: nullableText],
        orderKeys: [
            "name": "name", "experiment_id": "experiment_id", "creation_time": "creation_time",
            "last_update_time": "last_update_time",
        ]
    )

    private static let modelAttributeAliases = [
        "creation_time": "creation_timestamp", "creation_timestamp_ms": "creation_timestamp",
        "last_updated_timestamp_ms": "last_updated_timestamp", "last_updated_time": "last_updated_timestamp",
    ]

    private static let looseText = Field(kind: .looseText, comparators: membership)

    /// `logged-models/search`, where `params.lr = 0.01` may stand without quotes.
    ///
    /// Attributes: name, model_id, model_type, status, source_run_id, experiment_id, creation_timestamp,
    /// last_updated_timestamp. Its order is structured: `orderKey` reads one `field_name`.
    package static let loggedModels = SearchGrammar(
        entities: [
            "attribute": .attribute, "attributes": .attribute, "metric": .metric, "metrics": .metric,
            "param": .parameter, "params": .parameter, "tag": .tag, "tags": .tag,
        ],
        attributes: [
            "name": looseText, "model_id": looseText, "model_type": looseText, "status": looseText,
            "source_run_id": looseText, "experiment_id": looseText, "creation_timestamp": number,
            "last_updated_timestamp": number,
        ],
        aliases: modelAttributeAliases,
        fields: [.metric: number, .parameter: looseText, .tag: looseText],
        orderKeys: [
            "name": "name", "model_id": "model_id", "model_type": "model_type", "status": "status",
            "source_run_id": "source_run_id", "experiment_id": "experiment_id",
            "creation_timestamp": "creation_timestamp", "last_updated_timestamp": "last_updated_timestamp",
        ].merging(modelAttributeAliases) { first, _ in first },
        orderEntities: [.metric]
    )

    private static let judgement = Field(
        kind: .scalar,
        comparators: nullness.union(magnitude).union([.matching])
    )
    private static let matchedList = Field(kind: .text, comparators: membership.union([.matching]))
    private static let matchedText = Field(kind: .text, comparators: nullness.union([.matching]))

    /// `traces/search`. Attributes: request_id, client_request_id, status, name, run_id, prompt (`name/version`), text (of
    /// any span), timestamp_ms, execution_time_ms, end_time_ms. Spans: name, type, status, content, attributes.<key>.
    /// Feedback and expectations by their names. RLIKE is understood here only.
    package static let traces = SearchGrammar(
        entities: [
            "attribute": .attribute, "attributes": .attribute, "trace": .attribute, "tag": .tag,
            "tags": .tag, "metadata": .metadata, "request_metadata": .metadata, "span": .span,
            "feedback": .feedback, "expectation": .expectation,
        ],
        attributes: [
            "request_id": matchedList, "client_request_id": matchedList, "status": matchedList,
            "name": matchedList, "run_id": matchedList, "prompt": Field(kind: .text, comparators: [.equal]),
            "text": Field(kind: .text, comparators: [.like, .caselessLike]),
            "timestamp_ms": number, "execution_time_ms": number, "end_time_ms": number,
        ],
        aliases: traceAliases,
        fields: [
            .tag: matchedText, .metadata: matchedText, .span: matchedList, .feedback: judgement,
            .expectation: judgement,
        ],
        spanKeys: ["name", "type", "status", "content"],
        orderKeys: [
            "experiment_id": "experiment_id", "request_id": "request_id", "status": "status",
            "client_request_id": "client_request_id", "name": "name", "run_id": "run_id",
            "timestamp_ms": "timestamp_ms", "execution_time_ms": "execution_time_ms",
            "end_time_ms": "end_time_ms",
        ].merging(traceAliases) { first, _ in first }
    )

    private static let traceAliases = [
        "trace_id": "request_id", "timestamp": "timestamp_ms", "execution_time": "execution_time_ms",
        "end_time": "end_time_ms",
    ]

    /// `datasets/search`, of evaluation datasets.
    package static let evaluationDatasets = SearchGrammar(
        entities: attributesAndTags,
        attributes: [
            "name": listedText, "digest": text, "created_by": text, "created_time": number,
            "last_update_time": number,
        ],
        aliases: ["creation_time": "created_time", "last_updated_by": "created_by"],
        fields: [.tag: nullableText],
        orderKeys: [
            "name": "name", "created_time": "created_time", "creation_time": "created_time",
            "last_update_time": "last_update_time",
        ]
    )
}
