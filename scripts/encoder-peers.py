#!/usr/bin/env python3
"""Runs one of the other engines on an embedding model, cell by cell, for `assay bench encoder`.

usage: encoder-peers.py ENGINE MODEL_FOLDER WORK_FOLDER

ENGINE is onnxruntime, onnxruntime-int8, torch, ctranslate2, ctranslate2-int8, llama.cpp-f16 or llama.cpp-q8_0.
What an engine needs is made in WORK_FOLDER once. For every line "length batch threads seconds" on standard input there is one line of JSON
on standard output: the times of the calls and the processor time that they took together. Run it with the
Python of an environment that has onnx, onnxruntime, torch, transformers and ctranslate2, and for llama.cpp
llama_cpp_python (built on the machine that measures, so that it uses its instructions) and gguf.
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


def gguf_file(kind):
    """The model as GGUF: matrices in llama.cpp's type `kind`, vectors and small tables in single precision."""
    path = work / f"{kind}.gguf"
    if path.exists():
        return path
    import gguf
    from safetensors.numpy import load_file
    config = json.loads((pathlib.Path(model) / "config.json").read_text())
    vocabulary = json.loads((pathlib.Path(model) / "tokenizer.json").read_text())["model"]["vocab"]
    half = path.with_suffix(".part")
    writer = gguf.GGUFWriter(str(half), "bert")
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    # Token numbers go in, so of the tokenizer only its size and the special tokens are used.
    words = sorted(vocabulary, key=vocabulary.get)
    special = [word.startswith("[") and word.endswith("]") and len(word) > 2 for word in words]
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("jina-v2-en")
    writer.add_token_list([word if control else word[2:] if word.startswith("##") else "\u2581" + word
                           for word, control in zip(words, special)])
    writer.add_token_types([gguf.TokenType.CONTROL if control else gguf.TokenType.NORMAL for control in special])
    writer.add_token_type_count(config["type_vocab_size"])
    for add, word in [(writer.add_unk_token_id, "[UNK]"), (writer.add_sep_token_id, "[SEP]"),
                      (writer.add_pad_token_id, "[PAD]"), (writer.add_bos_token_id, "[CLS]")]:
        add(vocabulary[word])
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.BERT, config["num_hidden_layers"])
    wanted = {"f16": gguf.GGMLQuantizationType.F16, "q8_0": gguf.GGMLQuantizationType.Q8_0}[kind]
    for name, values in load_file(str(pathlib.Path(model) / "model.safetensors")).items():
        if name.startswith("pooler.") or name.endswith("position_ids"):
            continue
        new = names.get_name(name, try_suffixes=(".weight", ".bias"))
        small = values.ndim == 1 or "position" in new or "token_types" in new
        stored = gguf.GGMLQuantizationType.F32 if small else wanted
        writer.add_tensor(new, gguf.quants.quantize(values.astype(numpy.float32), stored), raw_dtype=stored)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    half.rename(path)
    return path


def llama(kind):
    """llama.cpp by its own interface, as its server runs an encoder: several texts in a physical batch of 512."""
    from llama_cpp import llama_cpp as library
    library.llama_backend_init()
    batch_tokens, sequences_max = 512, 32
    loaded = library.llama_model_load_from_file(str(gguf_file(kind)).encode(),
                                                library.llama_model_default_params())
    if not loaded:
        raise SystemExit("llama.cpp does not load the file")
    settings = library.llama_context_default_params()
    settings.n_ctx, settings.n_batch, settings.n_ubatch = 8192, batch_tokens, batch_tokens
    settings.n_seq_max, settings.kv_unified = sequences_max, True
    settings.pooling_type = library.LLAMA_POOLING_TYPE_MEAN
    context = library.llama_init_from_model(loaded, settings)
    library.llama_set_embeddings(context, True)
    width = library.llama_model_n_embd(loaded)

    def filled(rows):
        batch = library.llama_batch_init(rows.size, 0, 1)
        batch.n_tokens = rows.size
        for place, token in enumerate(rows.ravel().tolist()):
            batch.token[place], batch.pos[place] = token, place % rows.shape[1]
            batch.n_seq_id[place], batch.logits[place] = 1, 1
            batch.seq_id[place][0] = place // rows.shape[1]
        return batch

    def prepare(ids, threads):
        library.llama_set_n_threads(context, threads, threads)
        each = max(1, min(sequences_max, batch_tokens // ids.shape[1]))
        parts = [(first, ids[first:first + each]) for first in range(0, len(ids), each)]
        parts = [(first, len(rows), filled(rows)) for first, rows in parts]

        def call():
            vectors = numpy.empty((len(ids), width), dtype=numpy.float32)
            for first, count, batch in parts:
                if library.llama_encode(context, batch) != 0:
                    raise SystemExit("llama.cpp refuses a batch")
                for row in range(count):
                    found = library.llama_get_embeddings_seq(context, row)
                    vectors[first + row] = numpy.ctypeslib.as_array(found, shape=(width,))
            return vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)

        return call

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
    elif engine.startswith("llama.cpp-"):
        prepare = llama(engine.removeprefix("llama.cpp-"))
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
