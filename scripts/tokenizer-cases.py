#!/usr/bin/env python3
"""Trains small tokenizers of every kind on a few sentences and writes what PyPI's `tokenizers` answers for each.

usage: python scripts/tokenizer-cases.py Tests/InferenceTests/Tokenizers/Cases   (needs `pip install tokenizers`)
"""
import json, os, sys
from tokenizers import Tokenizer, Regex, AddedToken, models, normalizers as N, pre_tokenizers as P, processors as PP, trainers as T, decoders as D
out=sys.argv[1]; os.makedirs(out,exist_ok=True)
LLAMA3=r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN=LLAMA3.replace("{1,3}","")
O200K=r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
corpus=["The cat sat on the mat, and the dog sat by the door.","Models are released when two people agree; nobody releases alone.","Caf\u00e9 na\u00efve r\u00e9sum\u00e9 \u00fcber stra\u00dfe","\u732b\u304c\u5ea7\u308b\u3002\u72ac\u3082\u5ea7\u308b\u3002","It's 12345 o'clock, isn't it? They'll come at 7:30.","def main(args):\n    return len(args) + 1\n","the then there them these other another mother"]*3
cases=["","a"," ","The cat sat.","  two  spaces  ","tabs\tand\nlines\r\n\r\nend ","Caf\u00e9 cafe\u0301 \ufb01ne \u2460 \uff21\uff22","\u732b\u304c\u5ea7\u308b\u3002","It's THEY'LL isn't 12345678","\U0001f600 smile \u200d joined","x<|end|>y <|end|> z","the\u00a0mother's 3.14!?","\u1e9b\u0323 \u0130I\u0131 \ud55c\uae00","__a__ (b) [c]{d}","end\n\n\n  \n"]
def save(name,t,pairs=True):
    j=json.loads(t.to_str()); 
    t.no_padding(); t.no_truncation()
    doc={"tokenizer":j,"cases":[]}
    for c in cases:
        e=t.encode(c); doc["cases"].append({"text":c,"tokens":e.ids,"decoded":t.decode(e.ids,skip_special_tokens=False),"plain":t.decode(e.ids)})
    doc["pairs"]=[]
    for a,b,m in [("The cat","sat on the mat",64),("The cat sat on the mat, and the dog","by the door",12),("a","The cat sat on the mat, and the dog sat by the door.",12),("The cat sat on the mat","The cat sat on the mat",11)]:
        t.enable_truncation(m); e=t.encode(a,b); doc["pairs"].append({"first":a,"second":b,"limit":m,"tokens":e.ids,"segments":e.type_ids}); t.no_truncation()
    json.dump(doc,open(f'{out}/{name}.json','w'),ensure_ascii=True,indent=None,separators=(',',':'))
    open(f'{out}/{name}.json','a').write('\n')
    print(name,os.path.getsize(f'{out}/{name}.json'))
def bl(name,pre,norm=None,post=None,**k):
    t=Tokenizer(models.BPE(**k)); t.pre_tokenizer=pre
    if norm: t.normalizer=norm
    t.train_from_iterator(corpus,T.BpeTrainer(vocab_size=340,special_tokens=['<s>','</s>','<|end|>'],initial_alphabet=P.ByteLevel.alphabet(),show_progress=False)); t.decoder=D.ByteLevel()
    if post: t.post_processor=post
    save(name,t)
bl('byte-level-gpt2',P.ByteLevel(add_prefix_space=False),post=PP.ByteLevel(trim_offsets=False))
bl('byte-level-roberta',P.ByteLevel(add_prefix_space=True),post=PP.RobertaProcessing(('</s>',1),('<s>',0)))
bl('byte-level-llama3',P.Sequence([P.Split(Regex(LLAMA3),'isolated'),P.ByteLevel(add_prefix_space=False,use_regex=False)]),ignore_merges=True,post=PP.Sequence([PP.ByteLevel(trim_offsets=False),PP.TemplateProcessing(single='<s> $A',pair='<s> $A <s> $B:1',special_tokens=[('<s>',0)])]))
bl('byte-level-qwen2',P.Sequence([P.Split(Regex(QWEN),'isolated'),P.ByteLevel(add_prefix_space=False,use_regex=False)]),norm=N.NFC())
bl('byte-level-o200k',P.Sequence([P.Split(Regex(O200K),'removed',invert=True),P.ByteLevel(add_prefix_space=False,use_regex=False)]))
t=Tokenizer(models.Unigram()); t.normalizer=N.Sequence([N.NFKC(),N.Lowercase(),N.Strip(left=True,right=True)]); t.pre_tokenizer=P.Metaspace()
t.train_from_iterator(corpus,T.UnigramTrainer(vocab_size=150,unk_token='<unk>',special_tokens=['<unk>','<s>','</s>'],show_progress=False)); t.decoder=D.Metaspace()
t.post_processor=PP.TemplateProcessing(single='<s> $A </s>',pair='<s> $A </s> </s> $B </s>',special_tokens=[('<s>',1),('</s>',2)]); t.add_special_tokens([AddedToken('<mask>',lstrip=True,special=True),'<|end|>'])
save('unigram',t)
j=json.loads(t.to_str()); v=j['model']['vocab']; 
for i in range(256): v.append([f'<0x{i:02X}>',-20.0])
j['model']['byte_fallback']=True; j['added_tokens']=j['added_tokens'][:3]
t=Tokenizer.from_str(json.dumps(j)); t.decoder=D.Sequence([D.ByteFallback(),D.Metaspace()]); save('unigram-bytes',t)
t=Tokenizer(models.BPE(unk_token='<unk>',fuse_unk=True,byte_fallback=True)); t.normalizer=N.Sequence([N.Prepend('\u2581'),N.Replace(' ','\u2581')])
t.train_from_iterator(corpus,T.BpeTrainer(vocab_size=420,special_tokens=['<unk>','<s>','</s>']+[f'<0x{i:02X}>' for i in range(256)],show_progress=False))
j=json.loads(t.to_str()); j['added_tokens']=j['added_tokens'][:3]; t=Tokenizer.from_str(json.dumps(j))
t.decoder=D.Sequence([D.Replace('\u2581',' '),D.ByteFallback(),D.Fuse(),D.Strip(' ',1,0)]); t.post_processor=PP.TemplateProcessing(single='<s> $A',pair='<s> $A <s>:1 $B:1',special_tokens=[('<s>',1)]); save('sentencepiece-bpe',t)
t=Tokenizer(models.BPE(unk_token='<unk>',end_of_word_suffix='</w>')); t.normalizer=N.Sequence([N.NFD(),N.StripAccents(),N.Replace(Regex(r'\s+'),' '),N.Lowercase()]); t.pre_tokenizer=P.Sequence([P.Whitespace(),P.Digits(individual_digits=True),P.Punctuation('contiguous')])
t.train_from_iterator(corpus,T.BpeTrainer(vocab_size=160,special_tokens=['<unk>','<|end|>'],end_of_word_suffix='</w>',show_progress=False)); save('characters-with-suffix',t)
t=Tokenizer(models.WordPiece(unk_token='[UNK]')); t.normalizer=N.Sequence([N.NFKD(),N.BertNormalizer(strip_accents=False)]); t.pre_tokenizer=P.Sequence([P.WhitespaceSplit(),P.Punctuation('merged_with_previous'),P.Split('er','merged_with_next'),P.Digits()])
t.train_from_iterator(corpus,T.WordPieceTrainer(vocab_size=160,special_tokens=['[UNK]','[CLS]','[SEP]'],show_progress=False)); t.add_tokens([AddedToken('the',single_word=True,normalized=True),AddedToken('Cat',lstrip=True,rstrip=True,normalized=False),AddedToken('sat',rstrip=True,normalized=True),AddedToken('<|end|>',normalized=False)])
t.post_processor=PP.BertProcessing(('[SEP]',2),('[CLS]',1)); t.decoder=D.WordPiece(); save('wordpiece-added',t)
t=Tokenizer(models.WordPiece(unk_token='[UNK]')); t.normalizer=N.BertNormalizer(); t.pre_tokenizer=P.BertPreTokenizer(); t.train_from_iterator(corpus,T.WordPieceTrainer(vocab_size=160,special_tokens=['[UNK]','[CLS]','[SEP]'],show_progress=False)); t.post_processor=PP.TemplateProcessing(single='[CLS] $A [SEP]',pair='[CLS] $A [SEP] $B:1 [SEP]:1',special_tokens=[('[CLS]',1),('[SEP]',2)]); t.decoder=D.WordPiece(); save('wordpiece-bert',t)
