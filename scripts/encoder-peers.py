#!/usr/bin/env python3
"""Runs one of the other engines on an embedding model, cell by cell, for `assay bench encoder`.

usage: encoder-peers.py ENGINE MODEL_FOLDER WORK_FOLDER

ENGINE is onnxruntime, onnxruntime-int8, torch, ctranslate2 or ctranslate2-int8. What an engine needs is made
in WORK_FOLDER once. For every line "length batch threads seconds" on standard input there is one line of JSON
on standard output: the times of the calls and the processor time that they took together. Run it with the
Python of an environment that has onnx, onnxruntime, torch, transformers and ctranslate2.
"""
import json, os, pathlib, sys, time

engine, model, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what the libraries say is no answer
import numpy


def sequences(length, batch):
    """The same token numbers as the caller uses: a word for each place, between the two special ones."""
    rows = [[101] + [1996 + (31 * row + 7 * place) % 28000 for place in range(length - 2)] + [102]
            for row in range(batch)]
    return numpy.array(rows, dtype=numpy.int64)


def pooled(states):
    mean = states.mean(1)
    return mean / numpy.linalg.norm(mean, axis=1, keepdims=True)


def export():
    """The model as ONNX, with the fusions that ONNX Runtime has for BERT, and that in 8 bits."""
    plain, fused, coded = work / "model.onnx", work / "fused.onnx", work / "int8.onnx"
    if coded.exists():
        return plain, fused, coded
    import torch
    from transformers import AutoModel
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Whole(torch.nn.Module):
        def __init__(self, inner):
            super().__init__()
            self.inner = inner

        def forward(self, input_ids, attention_mask, token_type_ids):
            return self.inner(input_ids=input_ids, attention_mask=attention_mask,
                              token_type_ids=token_type_ids).last_hidden_state

    inner = AutoModel.from_pretrained(model, attn_implementation="eager").eval()
    ids = torch.randint(1996, 30000, (2, 16))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(Whole(inner), (ids, torch.ones_like(ids), torch.zeros_like(ids)), str(plain),
                      input_names=names, output_names=["states"], opset_version=17, dynamo=False,
                      dynamic_axes={name: {0: "batch", 1: "length"} for name in names + ["states"]})
    best = plain
    try:
        from onnxruntime.transformers import optimizer
        config = inner.config
        optimizer.optimize_model(str(plain), model_type="bert", num_heads=config.num_attention_heads,
                                 hidden_size=config.hidden_size).save_model_to_file(str(fused))
        best = fused
    except Exception as error:
        print(f"no fusions: {error}", file=sys.stderr)
    quantize_dynamic(str(best), str(coded), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                     extra_options={"DefaultTensorType": 1})
    return plain, fused, coded


def onnx(path):
    import onnxruntime
    sessions = {}

    def prepare(ids, threads):
        if threads not in sessions:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
            sessions[threads] = onnxruntime.InferenceSession(str(path), options,
                                                             providers=["CPUExecutionProvider"])
        session = sessions[threads]
        kind = numpy.int32 if session.get_inputs()[0].type == "tensor(int32)" else numpy.int64
        every = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        inputs = {wanted.name: every[wanted.name].astype(kind) for wanted in session.get_inputs()}
        return lambda: pooled(session.run(None, inputs)[0])

    return prepare


def torch_engine():
    import torch
    from transformers import AutoModel
    inner = AutoModel.from_pretrained(model, attn_implementation="sdpa").eval()

    def prepare(ids, threads):
        torch.set_num_threads(threads)
        ids = torch.tensor(ids)
        ones = torch.ones_like(ids)

        def call():
            with torch.inference_mode():
                states = inner(input_ids=ids, attention_mask=ones).last_hidden_state
                return torch.nn.functional.normalize(states.mean(1), dim=1).numpy()

        return call

    return prepare


def ctranslate(kind):
    import ctranslate2
    folder = work / f"ctranslate2-{kind}"
    if not folder.exists():
        ctranslate2.converters.TransformersConverter(model).convert(str(folder), quantization=kind)
    engines = {}

    def prepare(ids, threads):
        if threads not in engines:
            engines[threads] = ctranslate2.Encoder(str(folder), device="cpu", compute_type=kind,
                                                   inter_threads=1, intra_threads=threads)
        rows = ids.tolist()
        types = [[0] * len(row) for row in rows]
        return lambda: pooled(numpy.array(
            engines[threads].forward_batch(rows, token_type_ids=types).last_hidden_state))

    return prepare


def cpu_seconds():
    spent = os.times()
    return spent.user + spent.system


def main():
    work.mkdir(parents=True, exist_ok=True)
    if engine.startswith("onnxruntime"):
        plain, fused, coded = export()
        prepare = onnx(coded if engine.endswith("int8") else fused if fused.exists() else plain)
    elif engine == "torch":
        prepare = torch_engine()
    else:
        prepare = ctranslate("int8" if engine.endswith("int8") else "float32")
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        length, batch, threads, seconds = line.split()
        call = prepare(sequences(int(length), int(batch)), int(threads))
        vectors = call()
        call()
        times, before, end = [], cpu_seconds(), time.perf_counter() + float(seconds)
        while not times or time.perf_counter() < end:
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        answer = dict(times=times, cpuSeconds=cpu_seconds() - before, vector=[float(x) for x in vectors[0]])
        print(json.dumps(answer), file=answers, flush=True)


main()
