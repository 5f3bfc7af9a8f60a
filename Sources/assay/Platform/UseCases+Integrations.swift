import Logging
import MLflowAPI
import Persistence
import Upstream
import Workflows

/// The use cases for what other programs hook into.
extension UseCases {
    static func integrations(_ stores: Stores, _ settings: ServerSettings) -> IntegrationServices {
        let webhooks = PostgresWebhookStore(pool: stores.pool)
        let traces = PostgresTraceStore(pool: stores.pool)
        return IntegrationServices(
            manageWebhooks: ManageWebhooks(
                store: webhooks,
                sender: sender(settings),
                secrets: WebhookSecrets(key: stores.keyEncryptionKey),
                gate: stores.gate
            ),
            readWebhooks: ReadWebhooks(store: webhooks, gate: stores.gate),
            recordTraces: RecordTraces(store: traces, gate: stores.gate),
            readTraces: ReadTraces(store: traces, gate: stores.gate),
            judgeTraces: JudgeTraces(store: traces, gate: stores.gate),
            linkTraces: LinkTraces(
                store: traces,
                runs: PostgresTrackingStore(pool: stores.pool),
                gate: stores.gate
            ),
            evaluations: ManageEvaluationDatasets(
                store: PostgresEvaluationStore(pool: stores.pool),
                gate: stores.gate
            )
        )
    }

    static func webhookDelivery(_ stores: Stores, _ settings: ServerSettings, _ logger: Logger)
        -> DeliverWebhooks
    {
        DeliverWebhooks(
            store: PostgresWebhookStore(pool: stores.pool),
            sender: sender(settings),
            secrets: WebhookSecrets(key: stores.keyEncryptionKey),
            now: WallClock.now,
            logger: logger
        )
    }

    private static func sender(_ settings: ServerSettings) -> HTTPWebhookSender {
        HTTPWebhookSender(allowsInside: settings.allowsInsecureWebhooks)
    }
}
