import Persistence

enum PlatformWebhooks {
    static func store(_ platform: TestPlatform) -> PostgresWebhookStore {
        PostgresWebhookStore(pool: platform.pool)
    }
}
