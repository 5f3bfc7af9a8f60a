import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    static let artifacts = artifactFiles + artifactUploads + artifactRights

    private static let files = "/api/v1/artifacts/files"

    private static let artifactFiles = [
        RouteCase("PUT \(files)/**", [.artifactsWrite], .owningTeams, gives: 201) { stage, _ in
            .upload(.put, "\(files)/\(try await stage.addRoot())/model/weights.bin", [1])
        },
        RouteCase("GET \(files)/**", [.artifactsRead]) { stage, _ in
            .get("\(files)/\(try await stage.addArtifact())/folder/weights.bin")
        },
        RouteCase("HEAD \(files)/**", [.artifactsRead]) { stage, _ in
            Call(method: .head, path: "\(files)/\(try await stage.addArtifact())/folder/weights.bin")
        },
        RouteCase("DELETE \(files)/**", [.artifactsRetire], .owningTeams) { stage, _ in
            .delete("\(files)/\(try await stage.addArtifact())/folder")
        },
        RouteCase("GET /api/v1/artifacts/folders/**", [.artifactsRead]) { stage, _ in
            .get("/api/v1/artifacts/folders/\(try await stage.addArtifact())")
        },
    ]

    private static let artifactUploads = [
        RouteCase("POST /api/v1/uploads", [.artifactsWrite], .owningTeams, gives: 201) { stage, _ in
            .post("/api/v1/uploads", ["path": .string("\(try await stage.addRoot())/big.bin")])
        },
        RouteCase("GET /api/v1/uploads/{upload}", [.artifactsRead]) { stage, _ in
            .get("/api/v1/uploads/\(try await stage.addUpload([[1]]).id)")
        },
        RouteCase("PUT /api/v1/uploads/{upload}/parts/{number}", [.artifactsWrite], .owningTeams) {
            stage,
            _ in
            .upload(.put, "/api/v1/uploads/\(try await stage.addUpload().id)/parts/1", [1, 2])
        },
        RouteCase("POST /api/v1/uploads/{upload}/complete", [.artifactsWrite], .owningTeams, gives: 201) {
            stage,
            _ in
            .post("/api/v1/uploads/\(try await stage.addUpload([[1], [2]]).id)/complete")
        },
        RouteCase("DELETE /api/v1/uploads/{upload}", [.artifactsWrite], .owningTeams) { stage, _ in
            .delete("/api/v1/uploads/\(try await stage.addUpload([[1]]).id)")
        },
    ]

    private static let artifactRights = [
        RouteCase("GET /api/v1/artifacts/restrictions/**", [.artifactsRead]) { stage, _ in
            .get("/api/v1/artifacts/restrictions/\(try await stage.addRoot())")
        },
        RouteCase("PUT /api/v1/artifacts/restrictions/**", [.artifactsRestrict], .owningTeams) { stage, _ in
            .put(
                "/api/v1/artifacts/restrictions/\(try await stage.addRoot())",
                ["groups": [.string(Cast.team)]]
            )
        },
        RouteCase("GET /api/v1/artifacts/quotas", [.artifactsRead]) { _, _ in .get("/api/v1/artifacts/quotas")
        },
        RouteCase("PUT /api/v1/artifacts/quotas/{team}", [.artifactsRestrict]) { _, _ in
            .put("/api/v1/artifacts/quotas/\(Cast.otherTeam)", ["bytes_max": 1_000_000])
        },
    ]

    static let mlflowArtifacts: [RouteCase] = proxied + mlflowUploads + presigned

    private static let proxied =
        mlflow(.put, "2.0/mlflow-artifacts/artifacts/**", [.artifactsWrite], .owningTeams) {
            prefix,
            stage,
            _ in
            .upload(.put, "\(prefix)2.0/mlflow-artifacts/artifacts/\(try await stage.addRoot())/a.txt", [1])
        }
        + mlflow(.get, "2.0/mlflow-artifacts/artifacts/**", [.artifactsRead]) { prefix, stage, _ in
            .get(
                "\(prefix)2.0/mlflow-artifacts/artifacts/\(try await stage.addArtifact())/folder/weights.bin"
            )
        }
        + mlflow(.head, "2.0/mlflow-artifacts/artifacts/**", [.artifactsRead]) { prefix, stage, _ in
            let root = try await stage.addArtifact()
            return Call(
                method: .head,
                path: "\(prefix)2.0/mlflow-artifacts/artifacts/\(root)/folder/weights.bin"
            )
        }
        + mlflow(.delete, "2.0/mlflow-artifacts/artifacts/**", [.artifactsRetire], .owningTeams) {
            prefix,
            stage,
            _ in
            .delete("\(prefix)2.0/mlflow-artifacts/artifacts/\(try await stage.addArtifact())/folder")
        }
        + mlflow(.get, "2.0/mlflow-artifacts/artifacts", [.artifactsRead]) { prefix, stage, _ in
            .get("\(prefix)2.0/mlflow-artifacts/artifacts?path=\(try await stage.addArtifact())")
        }
        + mlflow(.get, "2.0/mlflow/artifacts/list", [.artifactsRead]) { prefix, stage, _ in
            .get("\(prefix)2.0/mlflow/artifacts/list?run_id=\(try await stage.addRun())")
        }
        + mlflow(.get, "2.0/mlflow/logged-models/{model_id}/artifacts/directories", [.artifactsRead]) {
            prefix,
            stage,
            _ in
            let model = try await stage.addLoggedModel()
            return .get("\(prefix)2.0/mlflow/logged-models/\(model)/artifacts/directories")
        }

    private static let mlflowUploads =
        mlflow(.post, "2.0/mlflow-artifacts/mpu/create/**", [.artifactsWrite], .owningTeams) {
            prefix,
            stage,
            _ in
            .post(
                "\(prefix)2.0/mlflow-artifacts/mpu/create/\(try await stage.addRoot())",
                ["path": "/data/ada/big.bin", "num_parts": 2]
            )
        }
        + mlflow(.post, "2.0/mlflow-artifacts/mpu/complete/**", [.artifactsWrite], .owningTeams) {
            prefix,
            stage,
            _ in
            let upload = try await stage.addUpload([[1, 2]])
            return .post(
                "\(prefix)2.0/mlflow-artifacts/mpu/complete/\(upload.root)",
                [
                    "path": "big.bin", "upload_id": .string(upload.id),
                    "parts": [["part_number": 1, "etag": .string("\"\(contentTag([1, 2]))\"")]],
                ]
            )
        }
        + mlflow(.post, "2.0/mlflow-artifacts/mpu/abort/**", [.artifactsWrite], .owningTeams) {
            prefix,
            stage,
            _ in
            let upload = try await stage.addUpload([[1]])
            return .post(
                "\(prefix)2.0/mlflow-artifacts/mpu/abort/\(upload.root)",
                ["path": "big.bin", "upload_id": .string(upload.id)]
            )
        }

    private static let presigned =
        mlflow(.get, "2.0/mlflow-artifacts/presigned/**", [.artifactsRead]) { prefix, stage, _ in
            .get(
                "\(prefix)2.0/mlflow-artifacts/presigned/\(try await stage.addArtifact())/folder/weights.bin"
            )
        }
        + mlflow(.post, "2.0/mlflow/artifacts/presigned-download-url", [.artifactsRead]) { prefix, stage, _ in
            let run = try await stage.addArtifact().split(separator: "/")[1]
            return .post(
                "\(prefix)2.0/mlflow/artifacts/presigned-download-url",
                ["run_id": .string(String(run)), "path": "folder/weights.bin"]
            )
        }
        + mlflow(.post, "2.0/mlflow/artifacts/presigned-upload-url", [.artifactsWrite], .owningTeams) {
            prefix,
            stage,
            _ in
            .post(
                "\(prefix)2.0/mlflow/artifacts/presigned-upload-url",
                ["run_id": .string(try await stage.addRun()), "path": "a/b.txt"]
            )
        }
}
