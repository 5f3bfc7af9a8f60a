#!/usr/bin/env python3
"""Puts what the examples of the OpenAPI document name into an empty catalog.

usage: furnish-catalog.py ADDRESS TOKEN
"""

import json
import sys
import urllib.request

ADDRESS, TOKEN = sys.argv[1:3]


def send(method, path, body=None, content=None):
    """Sends what must succeed; gives the answer."""
    data = content if content is not None else json.dumps(body or {}).encode()
    kind = "application/json" if content is None else "application/octet-stream"
    request = urllib.request.Request(
        ADDRESS + path,
        method=method,
        data=None if method == "GET" else data,
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": kind},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


document = json.loads(urllib.request.urlopen(f"{ADDRESS}/openapi.json", timeout=60).read())


def example(schema, **changes):
    """The example that the document gives of a schema, with some fields changed."""
    return document["components"]["schemas"][schema]["examples"][0] | changes


model, dataset = "/api/v1/models/churn", "/api/v1/datasets/tickets-2026"
send("POST", "/api/v1/models", example("ModelInput"))
for _ in range(2):
    send("POST", f"{model}/versions", example("VersionInput"))
send("PUT", f"{model}/versions/1/files/weights.bin", content=b"weights")
send("POST", "/api/v1/datasets", example("DatasetInput", name="tickets-2026", owner_team="support"))
send("POST", f"{dataset}/versions", example("DatasetClaim"))
send("PUT", f"{dataset}/versions/1/schema", example("DatasetSchemaInput"))
send("POST", f"{model}/versions/1/lineage", example("LineageInput"))
send("POST", f"{model}/versions/1/seal")
send("PUT", f"{model}/card", example("CardContent"))
send("PUT", f"{model}/aliases/challenger", {"version": 1})
send("POST", "/api/v1/feature-sets", example("FeatureSetInput", owner_team="ranking"))
send("POST", "/api/v1/deployments", example("DeploymentInput", model="churn", version=1))
send("POST", "/api/v1/sources", example("SourceInput"))
