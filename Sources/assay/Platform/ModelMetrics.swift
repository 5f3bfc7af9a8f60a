import LocalModels
import Retrieval
import Workflows

/// What the models did, as families of metrics.
enum ModelMetrics {
    static func families(_ figures: RuntimeFigures) -> [MetricFamily] {
        let models = figures.models
        return [
            MetricFamily(
                name: "assay_model_threads",
                help: "Rounds that a backend computes at once: of the processors, their threads.",
                kind: .gauge,
                samples: figures.backends.map {
                    .init(labels: [("backend", $0.name)], .number(Double($0.slots)))
                }
            ),
            .gauge(
                "assay_model_requests_queued",
                "Requests that wait for a model.",
                Double(figures.requestsQueued)
            ),
            .gauge("assay_model_cache_bytes", "Bytes of kept results.", Double(figures.cacheBytes)),
            .gauge("assay_model_cache_entries", "Results that are kept.", Double(figures.cacheEntries)),
            ofModels("assay_model_memory_bytes", .gauge, "Weights and working memory.", models) {
                Double($0.memoryBytes)
            },
            ofModels("assay_model_tokens_total", .counter, "Tokens computed.", models) {
                Double($0.tokensComputed)
            },
            ofModels(
                "assay_model_compute_seconds_total",
                .counter,
                "Time of the backend's slots; its rate by assay_model_threads is the utilisation.",
                models
            ) { $0.computeSeconds },
            ofModels("assay_model_inputs_total", .counter, "Texts, windows and pairs asked for.", models) {
                Double($0.inputs)
            },
            ofModels("assay_model_cache_hits_total", .counter, "Those of them found in the cache.", models) {
                Double($0.cacheHits)
            },
            MetricFamily(
                name: "assay_model_round_tokens",
                help: "Tokens computed together.",
                kind: .histogram,
                samples: models.map { .init(labels: labels($0), histogram($0.roundTokens)) }
            ),
        ] + byClass(models)
    }

    private static func byClass(_ models: [ModelFigures]) -> [MetricFamily] {
        func samples(
            _ value: (ModelFigures.Class) -> MetricFamily.Value
        ) -> [MetricFamily.Sample] {
            models.flatMap { model in
                classes(model).map { name, figures in
                    .init(labels: labels(model) + [("class", name)], value(figures))
                }
            }
        }
        return [
            MetricFamily(
                name: "assay_model_tokens_queued",
                help: "Tokens that wait.",
                kind: .gauge,
                samples: samples { .number(Double($0.tokensQueued)) }
            ),
            MetricFamily(
                name: "assay_model_queue_seconds",
                help: "From a request's arrival to the start of its first round.",
                kind: .histogram,
                samples: samples { histogram($0.queueSeconds) }
            ),
            MetricFamily(
                name: "assay_model_request_seconds",
                help: "From a request's arrival to its answer.",
                kind: .histogram,
                samples: samples { histogram($0.latencySeconds) }
            ),
            requests(models),
        ]
    }

    private static func requests(_ models: [ModelFigures]) -> MetricFamily {
        MetricFamily(
            name: "assay_model_requests_total",
            help: "Requests by how they ended.",
            kind: .counter,
            samples: models.flatMap { model in
                classes(model).flatMap { name, figures in
                    ModelFigures.Outcome.allCases.map { outcome in
                        MetricFamily.Sample(
                            labels: labels(model) + [("class", name), ("outcome", outcome.rawValue)],
                            .number(Double(figures.requests[outcome] ?? 0))
                        )
                    }
                }
            }
        )
    }

    private static func ofModels(
        _ name: String,
        _ kind: MetricFamily.Kind,
        _ help: String,
        _ models: [ModelFigures],
        _ value: (ModelFigures) -> Double
    ) -> MetricFamily {
        MetricFamily(
            name: name,
            help: help,
            kind: kind,
            samples: models.map { .init(labels: labels($0), .number(value($0))) }
        )
    }

    private static func classes(_ model: ModelFigures) -> [(String, ModelFigures.Class)] {
        [("interactive", .interactive), ("bulk", .bulk)].map { name, priority in
            (name, model.classes[priority] ?? .init())
        }
    }

    private static func labels(_ model: ModelFigures) -> [(String, String)] {
        [
            ("model", model.identity.name), ("version", model.identity.version), ("kind", model.kind),
            ("precision", model.precision), ("backend", model.backend),
        ]
    }

    private static func histogram(_ histogram: FigureHistogram) -> MetricFamily.Value {
        .histogram(bounds: histogram.bounds, counts: histogram.counts, sum: histogram.sum)
    }
}
