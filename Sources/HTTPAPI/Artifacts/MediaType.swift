/// The media type that a file's name suggests. A browser never runs what comes as one of these: it is an attachment.
enum MediaType {
    private static let byExtension = [
        "bin": "application/octet-stream", "cfg": "text/plain", "conf": "text/plain", "csv": "text/csv",
        "gif": "image/gif", "gz": "application/gzip", "htm": "text/html", "html": "text/html",
        "ini": "text/plain",
        "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript", "json": "application/json",
        "log": "text/plain", "md": "text/markdown", "mp4": "video/mp4",
        "parquet": "application/vnd.apache.parquet",
        "pdf": "application/pdf", "png": "image/png", "py": "text/x-python", "svg": "image/svg+xml",
        "tar": "application/x-tar", "tsv": "text/tab-separated-values", "txt": "text/plain",
        "wav": "audio/wav",
        "xml": "application/xml", "yaml": "application/yaml", "yml": "application/yaml",
        "zip": "application/zip",
    ]
    /// Files of MLflow's that are read as text and have no telling name.
    private static let byName = ["MLmodel": "text/plain", "MLproject": "text/plain"]

    static func of(fileName: String) -> String {
        if let type = byName[fileName] { return type }
        guard let dot = fileName.lastIndex(of: "."), dot > fileName.startIndex else {
            return "application/octet-stream"
        }
        return byExtension[fileName[fileName.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }
}
