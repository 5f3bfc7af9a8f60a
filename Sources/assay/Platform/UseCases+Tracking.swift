import HTTPAPI
import Persistence

extension UseCases {
    static func tracking(_ stores: Stores) -> TrackingServices {
        TrackingServices(store: stores.tracking, gate: stores.gate)
    }
}
