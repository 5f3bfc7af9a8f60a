"""Writes small random models in the layouts that are served, each with the vectors that the reference gives.

usage: served-fixtures.py FOLDER [--seed N]

A folder each: sentence-transformers with and without Dense steps, and one GGUF file of BERT or Nomic's encoder in
F32, F16 and Q8_0, under the names and keys of llama.cpp's convert_hf_to_gguf.py. `expected.json` has texts, the
vectors of sentence-transformers, or of transformers with the very weights that the GGUF file holds, and a tolerance.
"""
import argparse, json, pathlib, tempfile
import gguf, torch, transformers
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Dense, Normalize, Pooling, Transformer

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = (SPECIAL + list("!,.?'-") + list(LETTERS) + ["##" + x for x in LETTERS]
          + ["the", "cat", "sat", "un", "##believ", "##able", "文", "字", "й", "и"])
TEXTS = ["the cats sat", "unbelievable!", "Café-31, isn't it?", "文字 the cat", "ИЙ", "", "x" * 120,
         "the cat sat un7 " * 3]
POSITIONS, HIDDEN = 64, 64
POOLINGS = {"mean": gguf.PoolingType.MEAN, "cls": gguf.PoolingType.CLS}


def sizes(**more):
    return dict(vocab_size=len(PIECES), hidden_size=HIDDEN, num_hidden_layers=3, num_attention_heads=4,
                intermediate_size=128, max_position_embeddings=POSITIONS, **more)


def randomise(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, tensor in sorted(model.state_dict().items()):
            if tensor.dtype == torch.float32:
                scale, centre = (0.4, 0) if tensor.dim() > 1 else (0.25, float(name.endswith("weight")))
                tensor.copy_((torch.rand(tensor.shape, generator=generator) * 2 - 1) * scale + centre)
    return model.eval()


def bert(folder, config, seed):
    """A plain Hugging Face folder."""
    config._attn_implementation = "eager"
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(PIECES) + "\n")
    tokenizer = transformers.BertTokenizerFast(vocab=str(vocabulary), do_lower_case=True) \
        if int(transformers.__version__.split(".")[0]) >= 5 else transformers.BertTokenizerFast(str(vocabulary))
    model = randomise(transformers.AutoModel.from_config(config).float(), seed)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return model, tokenizer


def write_expected(folder, vectors, tolerance):
    rows = [[float(f"{x:.7g}") for x in row] for row in vectors.tolist()]
    content = dict(texts=TEXTS, vectors=rows, tolerance=tolerance)
    (folder / "expected.json").write_text(json.dumps(content, ensure_ascii=False) + "\n")


def sentence_model(source, folder, denses, pooling, seed):
    transformer = Transformer(str(source), max_seq_length=POSITIONS)
    steps = [transformer, Pooling(HIDDEN, pooling_mode=pooling)]
    for number, (inputs, outputs, bias, activation) in enumerate(denses):
        step = Dense(inputs, outputs, bias=bias, activation_function=activation)
        steps.append(randomise(step, seed + number + 1))
    model = SentenceTransformer(modules=steps + [Normalize()], device="cpu")
    model.save(str(folder))
    vectors = torch.stack([torch.tensor(model.encode(text, convert_to_numpy=True)) for text in TEXTS])
    write_expected(folder, vectors, 2e-5)


def renamed(name, architecture):
    """The name in GGUF of a parameter of transformers; nil for those that are not written."""
    if name.startswith("pooler."):
        return None
    plain = {"embeddings.word_embeddings": "token_embd", "embeddings.position_embeddings": "position_embd",
             "embeddings.token_type_embeddings": "token_types", "embeddings.LayerNorm": "token_embd_norm"}
    bert_layer = {"attention.self.query": "attn_q", "attention.self.key": "attn_k",
                  "attention.self.value": "attn_v", "attention.output.dense": "attn_output",
                  "attention.output.LayerNorm": "attn_output_norm", "intermediate.dense": "ffn_up",
                  "output.dense": "ffn_down", "output.LayerNorm": "layer_output_norm"}
    nomic_layer = {"self_attn.qkv": "attn_qkv", "self_attn.o_proj": "attn_output", "mlp.up_proj": "ffn_up",
                   "mlp.gate_proj": "ffn_gate", "mlp.down_proj": "ffn_down",
                   "post_attention_layernorm": "attn_output_norm", "post_mlp_layernorm": "layer_output_norm"}
    stem, kind = name.rsplit(".", 1)
    if stem in plain:
        return f"{plain[stem]}.{kind}"
    parts = stem.removeprefix("encoder.").split(".", 2)
    layer = bert_layer if architecture == "bert" else nomic_layer
    return f"blk.{parts[1]}.{layer[parts[2]]}.{kind}"


def stacked(state):
    """Query, key and value as one, as published files of Nomic have them."""
    out = {}
    for name, tensor in state.items():
        if "q_proj" in name:
            out[name.replace("q_proj", "qkv")] = torch.cat([state[name.replace("q_proj", p)]
                                                            for p in ("q_proj", "k_proj", "v_proj")])
        elif "k_proj" not in name and "v_proj" not in name:
            out[name] = tensor
    return out


def stored(name, tensor, kind):
    """As the converter chooses: only matrices of linear layers and of words are made smaller."""
    data = tensor.numpy()
    if data.ndim < 2 or kind == "F32" or name in ("position_embd.weight", "token_types.weight"):
        return data, gguf.GGMLQuantizationType.F32
    type = gguf.GGMLQuantizationType[kind]
    return gguf.quants.quantize(data, type), type


def gguf_model(folder, config, architecture, kind, pooling, seed):
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        model, tokenizer = bert(pathlib.Path(scratch), config, seed)
    writer = gguf.GGUFWriter(folder / f"model-{kind}.gguf", architecture)
    writer.add_name("random")
    writer.add_context_length(POSITIONS)
    writer.add_embedding_length(HIDDEN)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_eps(config.layer_norm_eps)
    writer.add_causal_attention(False)
    writer.add_pooling_type(POOLINGS[pooling])
    if architecture == "nomic-bert":
        writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_token_type_count(2)
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("jina-v2-en")
    special = gguf.TokenType.CONTROL
    writer.add_token_list([p if p in SPECIAL else p[2:] if p.startswith("##") else "\u2581" + p for p in PIECES])
    writer.add_token_types([special if p in SPECIAL else gguf.TokenType.NORMAL for p in PIECES])
    for key, piece in [("bos", "[CLS]"), ("unk", "[UNK]"), ("sep", "[SEP]"), ("pad", "[PAD]"), ("mask", "[MASK]")]:
        getattr(writer, f"add_{key}_token_id")(PIECES.index(piece))
    state = model.state_dict()
    for name, tensor in (state if architecture == "bert" else stacked(state)).items():
        new = renamed(name, architecture) if tensor.dtype == torch.float32 else None
        if new is None:
            continue
        data, type = stored(new, tensor, kind)
        writer.add_tensor(new, data, raw_dtype=type)
        # The reference computes with what the file holds.
        exact = torch.tensor(gguf.quants.dequantize(data, type)).reshape(tensor.shape)
        if name in state:
            state[name].copy_(exact)
        else:
            for part, piece in zip(("q_proj", "k_proj", "v_proj"), exact.chunk(3)):
                state[name.replace("qkv", part)].copy_(piece)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    vectors = []
    with torch.no_grad():
        for text in TEXTS:
            inputs = tokenizer(text, truncation=True, max_length=POSITIONS, return_tensors="pt")
            inputs = {key: inputs[key] for key in ("input_ids", "attention_mask")}
            states = model(**inputs).last_hidden_state[0]
            vectors.append(torch.nn.functional.normalize(states.mean(0) if pooling == "mean" else states[0], dim=0))
    write_expected(folder, torch.stack(vectors), 2e-5)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tanh, identity, relu = torch.nn.Tanh(), torch.nn.Identity(), torch.nn.ReLU()
    layouts = {"plain": [], "dense": [(HIDDEN, 48, True, tanh)],
               "dense-without-bias": [(HIDDEN, 96, False, identity)],
               "dense-twice": [(HIDDEN, 96, True, relu), (96, 32, False, identity)]}
    for number, (name, denses) in enumerate(layouts.items()):
        with tempfile.TemporaryDirectory() as scratch:
            bert(pathlib.Path(scratch), transformers.BertConfig(**sizes()), given.seed)
            pooling = "cls" if number % 2 else "mean"
            sentence_model(scratch, given.folder / name, denses, pooling, given.seed)
    for number, kind in enumerate(["F32", "F16", "Q8_0"]):
        pooling = "cls" if number == 1 else "mean"
        gguf_model(given.folder / f"gguf-bert-{kind}", transformers.BertConfig(**sizes()), "bert", kind, pooling,
                   given.seed)
        gguf_model(given.folder / f"gguf-nomic-bert-{kind}", transformers.NomicBertConfig(**sizes()), "nomic-bert",
                   kind, pooling, given.seed)
    print(f"{len(layouts) + 6} models in {given.folder}")


main()
