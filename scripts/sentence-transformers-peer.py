"""Embeds the texts of a JSON file with sentence-transformers as its users do, and prints the seconds that it took.

usage: sentence-transformers-peer.py MODEL_FOLDER TEXTS.json
"""

import json
import os
import sys
import time

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, Pooling, Transformer

folder, path = sys.argv[1:3]
torch.set_num_threads(len(os.sched_getaffinity(0)))
with open(path, encoding="utf-8") as source:
    texts = json.load(source)
words = Transformer(folder, max_seq_length=256)
pooling = Pooling(384, pooling_mode="mean")
model = SentenceTransformer(modules=[words, pooling, Normalize()], device="cpu")
model.encode(texts[:64], batch_size=32)
start = time.perf_counter()
model.encode(texts, batch_size=32)
seconds = time.perf_counter() - start
print(f"seconds {seconds:.6f}", flush=True)
# The one who reads the line ends this program; without it the line could be missed.
time.sleep(5)
