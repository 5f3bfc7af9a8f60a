#!/usr/bin/env python3
"""Serves a sentence-transformers model as OpenAI's API does, the way such servers are usually written.

usage: embedding-peer-server.py MODEL_FOLDER

FastAPI with uvicorn, one process, two threads of PyTorch; every request is encoded in the pool of threads that
FastAPI has for functions that wait. Prints "serving" and its address, on a free port. For `assay bench embeddings`; run it with
the Python of an environment that has sentence-transformers, fastapi and uvicorn.
"""
import base64
import socket
import sys

import torch
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from sentence_transformers import SentenceTransformer

torch.set_num_threads(2)
model = SentenceTransformer(sys.argv[1], device="cpu")
model.max_seq_length = 256
model.encode(["warm", "up"] * 16)
app = FastAPI()


class Request(BaseModel):
    input: str | list[str]
    model: str
    encoding_format: str = "float"


@app.post("/v1/embeddings")
def embeddings(request: Request):
    texts = [request.input] if isinstance(request.input, str) else request.input
    vectors = model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
    coded = request.encoding_format == "base64"
    data = [dict(object="embedding", index=index,
                 embedding=base64.b64encode(vector.tobytes()).decode() if coded else vector.tolist())
            for index, vector in enumerate(vectors)]
    return dict(object="list", data=data, model=request.model)


@app.get("/healthz")
def healthz():
    return dict(status="ok")


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1024)
print(f"serving http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
