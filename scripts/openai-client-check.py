"""Uses a running Assay through the unmodified OpenAI client, as a program that embeds would, and checks what comes back.

Reads OPENAI_BASE_URL and OPENAI_API_KEY, like any such program. Ends with status 1 after all checks when one failed.
"""

import base64
import concurrent.futures
import json
import math
import os
import struct
import sys
import urllib.request

import openai

client = openai.OpenAI(max_retries=0)
checks = 0
failures = []


def check(what, holds, found=""):
    global checks
    checks += 1
    if not holds:
        failures.append(f"{what}: {found!r}")


def refused(what, kind, call, param=None, code=None):
    """The error, which must be of exactly that class, or None."""
    global checks
    checks += 1
    try:
        answer = call()
    except openai.OpenAIError as error:
        if type(error) is not kind:
            failures.append(f"{what}: refused with {type(error).__name__} ({error}), wanted {kind.__name__}")
            return None
        if param is not None:
            check(f"{what}: param", error.param == param, error.param)
        if code is not None:
            check(f"{what}: code", error.code == code, error.code)
        return error
    failures.append(f"{what}: was not refused, wanted {kind.__name__}: {answer!r:.200}")
    return None


def length(vector):
    return math.sqrt(sum(number * number for number in vector))


def singles(vector):
    """In single precision, as which a decimal number of few digits is meant."""
    return struct.pack(f"<{len(vector)}f", *vector)


def cosine(left, right):
    return sum(a * b for a, b in zip(left, right)) / (length(left) * length(right))


def raw(path, body, token=None):
    request = urllib.request.Request(
        os.environ["OPENAI_BASE_URL"] + path,
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {token or os.environ['OPENAI_API_KEY']}"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def models():
    found = client.models.list().data
    embedders = [model for model in found if model.kind == "embedding"]
    check("an embedding model is listed", embedders, found)
    first = embedders[0]
    check("a model's members", first.object == "model" and first.owned_by == "assay" and first.created > 0, first)
    check("a model's digest", first.digest.startswith("sha256:") and len(first.digest) == 71, first.digest)
    check("a model's limit of tokens", first.tokens_max > 0, first.tokens_max)
    check("retrieve", client.models.retrieve(first.id).id == first.id)
    pinned = f"{first.id}:{first.version}"
    check("retrieve with its version", client.models.retrieve(pinned).id == first.id)
    refused("retrieve of an unknown model", openai.NotFoundError, lambda: client.models.retrieve("gpt-nothing"))
    return first


def embeddings(model):
    name = model.id
    one = client.embeddings.create(model=name, input="The weather is lovely today.")
    check("single: object and index", one.object == "list" and one.data[0].index == 0, one.data[0].index)
    check("single: length", len(one.data[0].embedding) == model.dimensions, len(one.data[0].embedding))
    check("single: a unit vector", abs(length(one.data[0].embedding) - 1) < 1e-4, length(one.data[0].embedding))
    check("single: usage", 0 < one.usage.prompt_tokens == one.usage.total_tokens, one.usage)
    check("single: the version that answered", one.model == f"{name}:{model.version}", one.model)

    texts = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    many = client.embeddings.create(model=name, input=texts)
    check("batch: indices", [item.index for item in many.data] == [0, 1, 2], [item.index for item in many.data])
    vectors = [item.embedding for item in many.data]
    check("batch: the same vector as alone", vectors[0] == one.data[0].embedding)
    near, far = cosine(vectors[0], vectors[1]), cosine(vectors[0], vectors[2])
    check("batch: like texts are near", near > far, (near, far))
    check("batch: usage is larger", many.usage.total_tokens > one.usage.total_tokens, many.usage)

    as_float = client.embeddings.create(model=name, input=texts, encoding_format="float")
    check("float: the same numbers as the client's base64", all(
        singles(item.embedding) == singles(vector) for item, vector in zip(as_float.data, vectors)
    ))
    as_text = client.embeddings.create(model=name, input=texts[0], encoding_format="base64").data[0].embedding
    check("base64 on demand stays text", isinstance(as_text, str), type(as_text))
    decoded = list(struct.unpack(f"<{model.dimensions}f", base64.b64decode(as_text)))
    check("base64: the same numbers", decoded == vectors[0])

    whole = client.embeddings.create(model=name, input="a", dimensions=model.dimensions)
    check("dimensions: the model's own", len(whole.data[0].embedding) == model.dimensions)
    shorter = getattr(model, "shorter_dimensions", None)
    if shorter is None:
        error = refused(
            "dimensions that the model was not trained for", openai.BadRequestError,
            lambda: client.embeddings.create(model=name, input="a", dimensions=model.dimensions - 1), "dimensions",
        )
        check("the refusal says which are", str(model.dimensions) in str(error), str(error))
    else:
        asked = shorter[0] if shorter else model.dimensions // 2
        cut = client.embeddings.create(model=name, input="a", dimensions=asked).data[0].embedding
        check("shorter dimensions", len(cut) == asked and abs(length(cut) - 1) < 1e-4, len(cut))
    check("user is taken", client.embeddings.create(model=name, input="a", user="u-1").data)
    check("the version may be named", client.embeddings.create(model=f"{name}:{model.version}", input="a").data)
    large = client.embeddings.create(model=name, input=[f"text number {index}" for index in range(2048)])
    check("2,048 texts", len(large.data) == 2048, len(large.data))


def long_texts(model):
    name, text = model.id, "word " * (model.tokens_max * 2)
    error = refused(
        "a text over the limit", openai.BadRequestError,
        lambda: client.embeddings.create(model=name, input=["short", text]), "input[1]", "context_length_exceeded",
    )
    check("the refusal says the limit", str(model.tokens_max) in str(error), str(error))
    cut = client.embeddings.create(model=name, input=["short", text], extra_body={"truncate": "end"})
    check("truncate: the answer says which text was cut", getattr(cut, "truncated", None) == [1], cut.usage)
    windows = client.embeddings.create(model=name, input=["short", text], extra_body={"truncate": "windows"})
    check("windows: nothing is cut", not getattr(windows, "truncated", None), windows.usage)
    check("windows: more is read", windows.usage.total_tokens > cut.usage.total_tokens, windows.usage)
    for role in ["query", "document"]:
        check(f"input_type {role}", client.embeddings.create(model=name, input="a", extra_body={"input_type": role}).data)


def refusals(model):
    name = model.id
    create = client.embeddings.create
    refused("an unknown model", openai.NotFoundError, lambda: create(model="text-embedding-3-small", input="a"),
            "model", "model_not_found")
    bad = openai.BadRequestError
    refused("an empty text", bad, lambda: create(model=name, input=""), "input[0]")
    refused("an empty text among others", bad, lambda: create(model=name, input=["a", ""]), "input[1]")
    refused("no text", bad, lambda: create(model=name, input=[]), "input")
    refused("too many texts", bad, lambda: create(model=name, input=["a"] * 2049), "input")
    error = refused("token numbers", bad, lambda: create(model=name, input=[1, 2, 3]), "input")
    check("the refusal of token numbers says why", "vocabulary" in str(error), str(error))
    refused("lists of token numbers", bad, lambda: create(model=name, input=[[1], [2]]), "input")
    refused("an unknown format", bad, lambda: create(model=name, input="a", encoding_format="int8"), "encoding_format")
    refused("no dimensions", bad, lambda: create(model=name, input="a", dimensions=0), "dimensions")
    refused("an unknown field", bad, lambda: create(model=name, input="a", extra_body={"colour": 1}), "colour")
    stranger = client.with_options(api_key="asy_pat_nobody")
    refused("a wrong token", openai.AuthenticationError, lambda: stranger.embeddings.create(model=name, input="a"))
    refused("a wrong token for the list", openai.AuthenticationError, lambda: stranger.models.list())
    denied = os.environ.get("ASSAY_DENIED_TOKEN")
    if denied:
        other = client.with_options(api_key=denied)
        refused("a role that may not", openai.PermissionDeniedError,
                lambda: other.embeddings.create(model=name, input="a"), code="forbidden")
        refused("a role that may not see models", openai.PermissionDeniedError, lambda: other.models.list())


def overload(model):
    """Asks for more than any queue holds: every answer is good, or a refusal that says when to come again."""
    texts = ["several words that take some time each " * 8 + str(index) for index in range(512)]

    def ask(_):
        try:
            client.embeddings.create(model=model.id, input=texts, extra_body={"truncate": "end"}, timeout=900)
            return None
        except openai.OpenAIError as error:
            return error

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        errors = [error for error in pool.map(ask, range(16)) if error is not None]
    for error in errors:
        kind = type(error).__name__
        check("overload: RateLimitError or BadRequestError", kind in ("RateLimitError", "BadRequestError"), kind)
        if isinstance(error, openai.RateLimitError):
            check("overload: Retry-After", int(error.response.headers.get("retry-after", 0)) > 0, error.response.headers)
            check("overload: code", error.code == "rate_limit_exceeded", error.code)
    patient = client.with_options(max_retries=8)
    check("after it the server answers", patient.embeddings.create(model=model.id, input="still here?").data)
    return sum(isinstance(error, openai.RateLimitError) for error in errors)


def reranking():
    rerankers = [model for model in client.models.list().data if model.kind == "reranking"]
    for model in rerankers:
        documents = ["The canteen opens at noon.", "Refunds are approved by Ann.", {"text": "Ann likes tea."}]
        body = {"model": model.id, "query": "Who approves refunds?", "documents": documents, "top_n": 2}
        answer = raw("/rerank", body | {"return_documents": True})
        scores = [result["relevance_score"] for result in answer["results"]]
        check("rerank: so many as are wanted", len(scores) == 2, answer)
        check("rerank: the best first", scores == sorted(scores, reverse=True), scores)
        check("rerank: usage", answer["usage"]["total_tokens"] > 0, answer["usage"])
        check("rerank: texts", answer["results"][0]["document"]["text"], answer)
    return len(rerankers)


def attempt(section, *arguments):
    """A section that breaks counts as one check that failed."""
    global checks
    try:
        return section(*arguments)
    except Exception as error:
        checks += 1
        failures.append(f"{section.__name__} ended with {type(error).__name__}: {error}")
        return 0


model = models()
attempt(embeddings, model)
attempt(long_texts, model)
attempt(refusals, model)
rerankers = attempt(reranking)
limited = attempt(overload, model)
for failure in failures:
    print(f"FAILED {failure}", file=sys.stderr)
print(
    f"{checks - len(failures)} of {checks} checks passed with openai {openai.__version__} "
    f"({model.id}:{model.version}, {rerankers} rerankers, {limited} requests refused as too many)"
)
sys.exit(1 if failures else 0)
