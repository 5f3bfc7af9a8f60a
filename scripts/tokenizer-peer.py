#!/usr/bin/env python3
"""Makes tokenizers of every kind from lines of Slack exports, their tokens, and the time that PyPI's library takes.

usage: tokenizer-peer.py make FOLDER ARCHIVE...   writes FOLDER/lines, KIND.json and KIND.ids
       tokenizer-peer.py time FOLDER KIND         prints "seconds N" for all lines, on one thread
"""
import array
import base64
import json
import os
import struct
import sys
import time
import zipfile

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import AddedToken, Regex, Tokenizer, decoders as D, models, normalizers as N
from tokenizers import pre_tokenizers as P, processors as PP, trainers as T

LINES_MAX = 100_000


def messages(path):
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".json") or "/" not in name:
                continue
            content = json.loads(archive.read(name))
            for message in content if isinstance(content, list) else []:
                if isinstance(message, dict) and message.get("text"):
                    yield message["text"]


def gather(paths):
    """Equal shares of each archive, as far as it reaches."""
    lines = []
    for number, path in enumerate(paths):
        room = (LINES_MAX - len(lines)) // (len(paths) - number)
        share = []
        for text in messages(path):
            share += text.split("\n")
            if len(share) >= room:
                break
        lines += share[:room]
    return [line.encode("utf-8", "replace").decode() for line in lines]


def read(folder):
    lines, position = [], 0
    data = open(f"{folder}/lines", "rb").read()
    while position < len(data):
        length = struct.unpack_from("<I", data, position)[0]
        lines.append(data[position + 4:position + 4 + length].decode())
        position += 4 + length
    return lines


def load(folder, kind):
    tokenizer = Tokenizer.from_file(f"{folder}/{kind}.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def train_all(out, train):
    def save(name, t):
        t.save(f"{out}/{name}.json", pretty=False)
        print("trained", name, flush=True)

    LLAMA3=r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    QWEN=LLAMA3.replace("{1,3}","")
    O200K=r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    DSV3=r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    def bl(name, pre, norm=None, post=None, **k):
        t=Tokenizer(models.BPE(**k)); t.pre_tokenizer=pre
        if norm: t.normalizer=norm
        t.train_from_iterator(train, T.BpeTrainer(vocab_size=8000, special_tokens=['<s>','</s>','<|end|>'], initial_alphabet=P.ByteLevel.alphabet(), show_progress=False))
        t.decoder=D.ByteLevel()
        if post: t.post_processor=post(t)
        save(name,t)
    bl('gpt2', P.ByteLevel(add_prefix_space=False), post=lambda t: PP.ByteLevel(trim_offsets=False))
    bl('roberta', P.ByteLevel(add_prefix_space=True), post=lambda t: PP.RobertaProcessing(('</s>',1),('<s>',0)))
    bl('llama3', P.Sequence([P.Split(Regex(LLAMA3),'isolated'),P.ByteLevel(add_prefix_space=False,use_regex=False)]), ignore_merges=True,
       post=lambda t: PP.Sequence([PP.ByteLevel(trim_offsets=False), PP.TemplateProcessing(single='<s> $A', pair='<s> $A <s> $B:1', special_tokens=[('<s>',0)])]))
    bl('qwen2', P.Sequence([P.Split(Regex(QWEN),'isolated'),P.ByteLevel(add_prefix_space=False,use_regex=False)]), norm=N.NFC())
    bl('o200k', P.Sequence([P.Split(Regex(O200K),'removed',invert=True),P.ByteLevel(add_prefix_space=False,use_regex=False)]))
    bl('deepseek3', P.Sequence([P.Split(Regex(r"\p{N}{1,3}"),'isolated'),P.Split(Regex("[一-龥぀-ゟ゠-ヿ]+"),'isolated'),P.Split(Regex(DSV3),'isolated'),P.ByteLevel(add_prefix_space=False,use_regex=False)]))
    # sentencepiece character map
    import sentencepiece as spm
    from sentencepiece import sentencepiece_model_pb2 as pb
    open(out+'/train.txt','w').write('\n'.join(l for l in train if l.strip()))
    for kind in ('unigram','bpe'):
        if not os.path.exists(f'{out}/sp-{kind}.model'):
            spm.SentencePieceTrainer.train(input=out+'/train.txt', model_prefix=f'{out}/sp-{kind}', model_type=kind, vocab_size=8000, character_coverage=0.9995, byte_fallback=(kind=='bpe'), minloglevel=2, normalization_rule_name='nmt_nfkc' if kind=='unigram' else 'identity', remove_extra_whitespaces=(kind=='unigram'))
    def proto(kind):
        m=pb.ModelProto(); m.ParseFromString(open(f'{out}/sp-{kind}.model','rb').read()); return m
    m=proto('unigram')
    def xlmr(name, bf=False, **k):
        t=Tokenizer(models.Unigram([(q.piece,q.score) for q in m.pieces],unk_id=0,byte_fallback=False))
        t.normalizer=N.Sequence([N.Precompiled(m.normalizer_spec.precompiled_charsmap),N.Replace(Regex(' {2,}'),' ')])
        t.pre_tokenizer=k['pre']
        t.add_special_tokens(['<s>','</s>',AddedToken('<mask>',lstrip=True,special=True)])
        t.decoder=D.Metaspace()
        t.post_processor=PP.TemplateProcessing(single='<s> $A </s>', pair='<s> $A </s> </s> $B </s>', special_tokens=[('<s>',1),('</s>',2)])
        save(name,t)
    xlmr('xlmr', pre=P.Metaspace(prepend_scheme='always'))
    xlmr('t5', pre=P.Sequence([P.WhitespaceSplit(),P.Metaspace()]))
    t=Tokenizer(models.Unigram()); t.normalizer=N.Sequence([N.NFKC(),N.Lowercase(),N.Strip()]); t.pre_tokenizer=P.Metaspace()
    t.train_from_iterator(train, T.UnigramTrainer(vocab_size=6000, unk_token='<unk>', special_tokens=['<unk>']+[f'<0x{i:02X}>' for i in range(256)], show_progress=False))
    j=json.loads(t.to_str()); j['model']['byte_fallback']=True; t=Tokenizer.from_str(json.dumps(j)); t.decoder=D.Sequence([D.ByteFallback(),D.Metaspace()])
    save('unigram-bytes',t)
    m=proto('bpe')
    vocab={q.piece:i for i,q in enumerate(m.pieces)}
    merges=[]
    for q in m.pieces:
        if q.type!=1: continue
        for i in range(1,len(q.piece)):
            a,b=q.piece[:i],q.piece[i:]
            if a in vocab and b in vocab: merges.append((vocab[q.piece],vocab[a],vocab[b],a,b))
    merges.sort(key=lambda x:(x[0],x[1],x[2]))
    t=Tokenizer(models.BPE(vocab=vocab, merges=[(x[3],x[4]) for x in merges], unk_token='<unk>', fuse_unk=True, byte_fallback=True))
    t.normalizer=N.Sequence([N.Prepend('▁'),N.Replace(' ','▁')]); t.add_special_tokens(['<s>','</s>','<unk>'])
    t.decoder=D.Sequence([D.Replace('▁',' '),D.ByteFallback(),D.Fuse(),D.Strip(' ',1,0)])
    t.post_processor=PP.TemplateProcessing(single='<s> $A', pair='<s> $A <s>:1 $B:1', special_tokens=[('<s>',1)])
    save('llama',t)
    t.normalizer=None; t.pre_tokenizer=P.Metaspace(prepend_scheme='first',split=False); save('llama-first',t)
    t=Tokenizer(models.BPE(unk_token='<unk>', end_of_word_suffix='</w>')); t.normalizer=N.Sequence([N.NFD(),N.StripAccents(),N.Replace(Regex(r'\s+'),' '),N.Lowercase()])
    t.pre_tokenizer=P.Sequence([P.Whitespace(),P.Digits(individual_digits=True),P.Punctuation('contiguous')])
    t.train_from_iterator(train, T.BpeTrainer(vocab_size=5000, special_tokens=['<unk>'], end_of_word_suffix='</w>', limit_alphabet=1500, show_progress=False)); save('clip',t)
    t=Tokenizer(models.WordPiece(unk_token='[UNK]')); t.normalizer=N.Sequence([N.NFKD(),N.BertNormalizer(strip_accents=False)]); t.pre_tokenizer=P.Sequence([P.WhitespaceSplit(),P.Punctuation('merged_with_previous'),P.Split('er','merged_with_next'),P.Digits()])
    t.train_from_iterator(train, T.WordPieceTrainer(vocab_size=6000, special_tokens=['[UNK]','[CLS]','[SEP]'], limit_alphabet=1500, show_progress=False))
    t.add_tokens([AddedToken('the',single_word=True,normalized=True),AddedToken('Fabric',lstrip=True,rstrip=True,normalized=False),AddedToken('http',rstrip=True,normalized=True),AddedToken('です',normalized=True)])
    t.post_processor=PP.BertProcessing(('[SEP]',2),('[CLS]',1)); t.decoder=D.WordPiece(); save('wordpiece-added',t)


def make(folder, paths):
    lines = gather(paths)
    with open(f"{folder}/lines", "wb") as file:
        for line in lines:
            data = line.encode()
            file.write(struct.pack("<I", len(data)) + data)
    train_all(folder, lines[::8])
    model = os.environ.get("ASSAY_EMBEDDING_MODEL")
    if model:
        with open(f"{model}/tokenizer.json") as source, open(f"{folder}/embedding-model.json", "w") as target:
            target.write(source.read())
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        tokenizer = load(folder, name[:-5])
        tokens = array.array("i")
        for line in lines:
            ids = tokenizer.encode(line).ids
            tokens.append(len(ids))
            tokens.extend(ids)
        with open(f"{folder}/{name[:-5]}.ids", "wb") as file:
            tokens.tofile(file)


def measure(folder, kind):
    lines, tokenizer = read(folder), load(folder, kind)
    start = time.perf_counter()
    for line in lines:
        tokenizer.encode(line)
    print("seconds", time.perf_counter() - start, flush=True)
    time.sleep(0.5)


if sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3:])
else:
    measure(sys.argv[2], sys.argv[3])
