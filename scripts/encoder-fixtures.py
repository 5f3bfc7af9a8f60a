"""Writes what transformers computes with small random models of every encoder family, one JSON file each.

usage: encoder-fixtures.py FOLDER [--seed N] [--large] [--model FOLDER_OF_A_PUBLISHED_MODEL]

The weights are not in the files: whoever reads them makes them from the seed and the names of the tensors
(see `value`). With --model one more file has the vectors of a published model.
"""
import argparse, json, math, pathlib, zlib
import torch, transformers
from transformers import (
    AutoModel, BertConfig, DistilBertConfig, ModernBertConfig, MPNetConfig, NomicBertConfig, RobertaConfig,
    XLMRobertaConfig, AutoModelForSequenceClassification)

MASK = (1 << 64) - 1


def numbers(seed, name, count):
    """SplitMix64 seeded by the seed and the CRC-32 of the name; the top 24 bits of each as -1 to 1."""
    state = (seed << 32 | zlib.crc32(name.encode())) & MASK
    out = []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = state
        mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & MASK
        mixed ^= mixed >> 31
        out.append((mixed >> 40) / float(1 << 23) - 1)
    return torch.tensor(out, dtype=torch.float32)


def value(seed, name, shape):
    """Matrices are small, gains are near 1, biases smaller."""
    plain = numbers(seed, name, math.prod(shape)).reshape(shape)
    if len(shape) > 1:
        return plain * 0.375
    return plain * 0.25 + 1 if name.endswith("weight") else plain * 0.25


def families(large):
    size = dict(vocab_size=60, hidden_size=48 if large else 24, num_hidden_layers=3, num_attention_heads=3,
                intermediate_size=70 if large else 40, num_labels=1)
    ends = dict(pad_token_id=1, bos_token_id=0, eos_token_id=2)
    modern = dict(cls_token_id=2, sep_token_id=3, pad_token_id=0, bos_token_id=2, eos_token_id=3)
    size_by_other_names = dict(vocab_size=60, dim=size["hidden_size"], n_layers=3, n_heads=3,
                               hidden_dim=size["intermediate_size"], num_labels=1)
    yield "bert", BertConfig(**size, max_position_embeddings=192)
    yield "bert-by-tanh", BertConfig(**size, max_position_embeddings=192, hidden_act="gelu_new")
    yield "roberta", RobertaConfig(**size, **ends, max_position_embeddings=192, type_vocab_size=1,
                                   layer_norm_eps=1e-5)
    yield "xlm-roberta", XLMRobertaConfig(**{**size, "num_labels": 3}, **ends, max_position_embeddings=192,
                                          type_vocab_size=1, layer_norm_eps=1e-5)
    yield "mpnet", MPNetConfig(**size, **ends, max_position_embeddings=192, layer_norm_eps=1e-5)
    yield "distilbert", DistilBertConfig(**size_by_other_names, max_position_embeddings=192)
    yield "modernbert", ModernBertConfig(**size, **modern, max_position_embeddings=192, local_attention=16)
    yield "modernbert-mean", ModernBertConfig(
        **size, **modern, max_position_embeddings=192, local_attention=70, classifier_pooling="mean",
        norm_bias=True, attention_bias=True, mlp_bias=True, classifier_bias=True)
    yield "nomic-bert", NomicBertConfig(**size, max_position_embeddings=192)


def published_nomic(name):
    """The name of a parameter in files that are not of transformers' own class."""
    for new, old in [("embeddings.LayerNorm", "emb_ln"), ("self_attn.o_proj", "attn.out_proj"),
                     ("mlp.up_proj", "mlp.fc11"), ("mlp.gate_proj", "mlp.fc12"), ("mlp.down_proj", "mlp.fc2"),
                     ("post_attention_layernorm", "norm1"), ("post_mlp_layernorm", "norm2")]:
        name = name.replace(new, old)
    return "encoder." + name if name.startswith("layers.") else name


def sequences(seed, longest):
    out = []
    for number, length in enumerate([1, 5, 17, 40, longest]):
        draw = numbers(seed, f"sequence {number}", length).tolist()
        out.append([4 + int((x + 1) / 2 * 55.99) for x in draw])
    return out


def rounded(rows):
    return [[float(f"{x:.7g}") for x in row] for row in rows.tolist()]


def poolings(states):
    one = lambda x: torch.nn.functional.normalize(x, dim=0)
    return one(states.mean(0)), one(states[0]), one(states[-1])


def compute(model, rows, segments):
    """The poolings of each sequence alone, so that no padding has a part in it."""
    out = {"mean": [], "firstToken": [], "lastToken": []}
    for ids, second in zip(rows, segments):
        inputs = {"input_ids": torch.tensor([ids])}
        if second is not None:
            inputs["token_type_ids"] = torch.tensor([[0] * second + [1] * (len(ids) - second)])
        for name, vector in zip(out, poolings(model(**inputs).last_hidden_state[0])):
            out[name].append(vector)
    return {name: rounded(torch.stack(vectors)) for name, vectors in out.items()}


def fixture(config, seed):
    torch.manual_seed(0)
    config._attn_implementation = "eager"
    model = AutoModelForSequenceClassification.from_config(config).eval().float()
    tensors = {}
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if tensor.dtype == torch.float32:
                tensor.copy_(value(seed, name, tuple(tensor.shape)))
                tensors[name] = list(tensor.shape)
        rows = sequences(seed, 150)
        has_segments = getattr(config, "type_vocab_size", 0) > 1
        segments = [None if not has_segments or n == 1 else len(r) // 2 for n, r in enumerate(rows)]
        base = getattr(model, model.base_model_prefix)
        vectors = compute(base, rows, segments)
        logits = []
        for ids, second in zip(rows, segments):
            inputs = {"input_ids": torch.tensor([ids])}
            if second is not None:
                inputs["token_type_ids"] = torch.tensor([[0] * second + [1] * (len(ids) - second)])
            logits.append(model(**inputs).logits[0])
    return dict(seed=seed, config=config.to_diff_dict() | config.to_dict(), tensors=tensors, sequences=rows,
                secondParts=segments, vectors=vectors, logits=rounded(torch.stack(logits)))


def nomic_as_published(seed):
    """The same computation under the published names and settings."""
    config = NomicBertConfig(vocab_size=60, hidden_size=24, num_hidden_layers=2, num_attention_heads=3,
                             intermediate_size=40, max_position_embeddings=192)
    config._attn_implementation = "eager"
    model = AutoModel.from_config(config).eval().float()
    tensors, stacked = {}, {}
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if tensor.dtype != torch.float32 or name.startswith("pooler"):
                continue
            old = published_nomic(name)
            part = next((i for i, p in enumerate(["q_proj", "k_proj", "v_proj"]) if p in name), None)
            if part is None:
                tensor.copy_(value(seed, old, tuple(tensor.shape)))
                tensors[old] = list(tensor.shape)
            else:
                old = old.split("self_attn.")[0] + "attn.Wqkv.weight"
                rows, columns = tensor.shape
                whole = value(seed, old, (3 * rows, columns))
                tensor.copy_(whole[part * rows:(part + 1) * rows])
                tensors[old] = [3 * rows, columns]
        rows = sequences(seed, 150)
        vectors = compute(model, rows, [None] * len(rows))
    settings = dict(model_type="nomic_bert", vocab_size=60, n_embd=24, n_layer=2, n_head=3, n_inner=40,
                    n_positions=192, activation_function="swiglu", layer_norm_epsilon=1e-12,
                    rotary_emb_base=1000, rotary_emb_fraction=1.0, rotary_emb_interleaved=False,
                    rotary_emb_scale_base=None, rotary_scaling_factor=None, prenorm=False,
                    qkv_proj_bias=False, mlp_fc1_bias=False, mlp_fc2_bias=False, type_vocab_size=2,
                    use_rms_norm=False, parallel_block=False)
    return dict(seed=seed, config=settings, tensors=tensors, sequences=rows,
                secondParts=[None] * len(rows), vectors=vectors, logits=None)


def published(folder, seed):
    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval().float()
    rows = []
    for number, length in enumerate([2, 9, 33, 128, 256]):
        draw = numbers(seed, f"published {number}", length).tolist()
        rows.append([101] + [1996 + int((x + 1) / 2 * 28000) for x in draw[:-2]] + [102])
    with torch.no_grad():
        vectors = compute(model, rows, [None] * len(rows))
    return dict(seed=seed, config=json.loads((folder / "config.json").read_text()), tensors={},
                weights=str((folder / "model.safetensors").resolve()), sequences=rows,
                secondParts=[None] * len(rows), vectors=vectors, logits=None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--model", type=pathlib.Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    made = {name: fixture(config, given.seed) for name, config in families(given.large)}
    made["nomic-bert-published"] = nomic_as_published(given.seed)
    if given.model:
        made["published-model"] = published(given.model, given.seed)
    source = f"transformers {transformers.__version__}, torch {torch.__version__}"
    for name, content in made.items():
        text = json.dumps({"source": source} | content, separators=(",", ":"))
        (given.folder / f"{name}.json").write_text(text + "\n")
    print(f"{len(made)} files in {given.folder}, by {source}")


main()
