/// The columns of a step from data to models.
enum LineageFields {
    static let all = [
        "model", "model_version", "role", "dataset", "dataset_version", "dataset_digest", "digest_origin",
    ]
}
