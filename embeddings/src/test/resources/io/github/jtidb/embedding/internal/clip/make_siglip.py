"""tiny-siglip: the layout of a SigLIP model around two networks of one layer each, with what they give, computed beside them.
Needs onnx, numpy and Pillow 12. In the text network each place has a weight of its own, so that padding shows."""
import json, pathlib, sys
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "image"))
from make_pillow import scene

d = pathlib.Path("tiny-siglip"); (d / "onnx").mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(5)
words = ["<unk>", "</s>", "a", "photo", "of", "cat", "dog", "two", "cats"]
LENGTH, SIDE, DIM = 64, 16, 6
table = rng.normal(size=(len(words), DIM)).astype(np.float32)
places = rng.normal(size=(LENGTH, 1)).astype(np.float32)
projection = rng.normal(size=(3 * SIDE * SIDE, DIM)).astype(np.float32)

def save(name, nodes, inputs, constants):
    graph = helper.make_graph(nodes, name, inputs, [helper.make_tensor_value_info("pooler_output", TensorProto.FLOAT, ["batch", DIM])],
                              [numpy_helper.from_array(v, k) for k, v in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model); onnx.save(model, d / "onnx" / f"{name}.onnx")

save("text_model",
     [helper.make_node("Gather", ["table", "input_ids"], ["tokens"]), helper.make_node("Mul", ["tokens", "places"], ["weighted"]),
      helper.make_node("ReduceMean", ["weighted"], ["pooler_output"], axes=[1], keepdims=0)],
     [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", LENGTH])], {"table": table, "places": places})
save("vision_model",
     [helper.make_node("Flatten", ["pixel_values"], ["flat"]), helper.make_node("MatMul", ["flat", "projection"], ["pooler_output"])],
     [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])], {"projection": projection})

def write(name, value): (d / name).write_text(json.dumps(value, indent=1) + "\n")
write("config.json", {"model_type": "siglip", "text_config": {"model_type": "siglip_text_model"}, "vision_config": {"image_size": SIDE}})
write("tokenizer_config.json", {"do_lower_case": True, "model_max_length": LENGTH, "pad_token": {"content": "</s>", "special": True}, "tokenizer_class": "SiglipTokenizer"})
write("processor_config.json", {"image_processor": {"do_convert_rgb": None, "do_normalize": True, "do_rescale": True, "do_resize": True, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
      "image_processor_type": "SiglipImageProcessor", "resample": 3, "rescale_factor": 0.00392156862745098, "size": {"height": SIDE, "width": SIDE}}, "processor_class": "SiglipProcessor"})
write("tokenizer.json", {"version": "1.0", "truncation": {"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0},
      "padding": {"strategy": {"Fixed": 5}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "<unk>"},
      "added_tokens": [{"id": i, "content": words[i], "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for i in (0, 1)],
      "normalizer": None, "pre_tokenizer": {"type": "WhitespaceSplit"},
      "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}],
                         "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
      "decoder": None, "model": {"type": "WordLevel", "vocab": {w: i for i, w in enumerate(words)}, "unk_token": "<unk>"}})

def ids(text, start=False):
    found = [words.index(w) if w in words else 0 for w in text.lower().split()]
    found = (found[-(LENGTH - 1):] if start else found[:LENGTH - 1]) + [1]
    return found + [1] * (LENGTH - len(found))
def text(text, start=False): return (table[ids(text, start)] * places).mean(0).tolist()
def image(im):
    x = (np.asarray(im.resize((SIDE, SIDE), Image.BICUBIC)).transpose(2, 0, 1) * 0.00392156862745098).astype(np.float32)
    return (((x - np.float32(0.5)) / np.float32(0.5)).reshape(1, -1) @ projection)[0].tolist()
LONG = "two cats " + "of a dog " * 30 + "cat photo"
write("expected.json", {"texts": [{"text": t, "ids": ids(t), "vector": text(t)} for t in ("A photo of a Cat", "two cats", "", "unknown words", LONG)],
      "long": LONG, "long_start": text(LONG, True), "images": [{"width": w, "height": h, "vector": image(scene(w, h))} for w, h in ((20, 10), (10, 20), (16, 16), (90, 70))]})
