#!/usr/bin/env python3
"""Embeds texts with one of the other engines, as its users run it, for `assay bench embeddings`.

usage: embedding-peers.py ENGINE MODEL_FOLDER WORK_FOLDER TEXTS

ENGINE is sentence-transformers, onnxruntime or onnxruntime-int8; TEXTS has one text in JSON on each line. For
every line "first count threads" on standard input these texts are embedded, tokenising included, and one line
of JSON says how long it took, how much processor time, the most memory so far and the first vector. Run it with
the Python of an environment that has sentence-transformers, onnxruntime and what scripts/encoder-peers.py needs.
"""
import json, os, pathlib, resource, subprocess, sys, time

engine, model, work, source = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what the libraries say is no answer
import numpy

BATCH = 32
TOKENS_MAX = 256


def sentence_transformers():
    import torch
    from sentence_transformers import SentenceTransformer
    encoder = SentenceTransformer(model, device="cpu")
    encoder.max_seq_length = TOKENS_MAX

    def embed(texts, threads):
        torch.set_num_threads(threads)
        return encoder.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)

    return embed


def onnx_file():
    """Made by the script that measures encoders alone, so that both measure the same file."""
    wanted = work / ("int8.onnx" if engine.endswith("int8") else "fused.onnx")
    if not (work / "int8.onnx").exists():
        script = pathlib.Path(__file__).with_name("encoder-peers.py")
        subprocess.run([sys.executable, str(script), "onnxruntime", model, str(work)],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return wanted if wanted.exists() else work / "model.onnx"


def onnxruntime_engine():
    import onnxruntime
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(f"{model}/tokenizer.json")
    tokenizer.enable_truncation(TOKENS_MAX)
    tokenizer.no_padding()
    path, sessions = onnx_file(), {}

    def session(threads):
        if threads not in sessions:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
            sessions[threads] = onnxruntime.InferenceSession(str(path), options,
                                                             providers=["CPUExecutionProvider"])
        return sessions[threads]

    def embed(texts, threads):
        encoded = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        order = sorted(range(len(encoded)), key=lambda index: -len(encoded[index]))
        running, vectors = session(threads), numpy.empty((len(texts), 384), dtype=numpy.float32)
        kind = numpy.int32 if running.get_inputs()[0].type == "tensor(int32)" else numpy.int64
        for start in range(0, len(order), BATCH):
            part = order[start:start + BATCH]
            longest = max(len(encoded[index]) for index in part)
            ids = numpy.zeros((len(part), longest), dtype=kind)
            mask = numpy.zeros((len(part), longest), dtype=kind)
            for row, index in enumerate(part):
                ids[row, :len(encoded[index])] = encoded[index]
                mask[row, :len(encoded[index])] = 1
            every = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
            wanted = {item.name: every[item.name] for item in running.get_inputs()}
            states = running.run(None, wanted)[0]
            weights = mask[:, :, None].astype(numpy.float32)
            mean = (states * weights).sum(1) / weights.sum(1)
            vectors[part] = mean / numpy.linalg.norm(mean, axis=1, keepdims=True)
        return vectors

    return embed


def cpu_seconds():
    spent = os.times()
    return spent.user + spent.system


def main():
    work.mkdir(parents=True, exist_ok=True)
    with open(source, encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    embed = sentence_transformers() if engine == "sentence-transformers" else onnxruntime_engine()
    for threads in (1, 2):
        embed(texts[-2 * BATCH:], threads)
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        first, count, threads = map(int, line.split())
        before, start = cpu_seconds(), time.perf_counter()
        vectors = embed(texts[first:first + count], threads)
        answer = dict(seconds=time.perf_counter() - start, cpuSeconds=cpu_seconds() - before,
                      peakBytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                      vector=[float(number) for number in vectors[0]])
        print(json.dumps(answer), file=answers, flush=True)


main()
