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
examples = {
    name: schema["examples"][0]
    for name, schema in document["components"]["schemas"].items()
    if "examples" in schema
}

send("POST", "/api/v1/models", examples["ModelInput"])
for _ in range(2):
    send("POST", "/api/v1/models/churn/versions", examples["VersionInput"])
    send("PUT", "/api/v1/models/churn/versions/1/files/weights.bin", content=b"weights")
send("POST", "/api/v1/datasets", examples["DatasetInput"])
send("POST", "/api/v1/datasets/tickets-2026/versions", examples["DatasetClaim"])
send("POST", "/api/v1/models/churn/versions/1/lineage", examples["LineageInput"])
send("POST", "/api/v1/models/churn/versions/1/seal")
send("POST", "/api/v1/sources", examples["SourceInput"])
