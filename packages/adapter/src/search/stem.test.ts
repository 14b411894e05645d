import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stem } from './stem.ts';

/** Examples of the paper, through all steps. */
const STEMS: Readonly<Record<string, string>> = {
  caresses: 'caress',
  ponies: 'poni',
  cats: 'cat',
  feed: 'feed',
  agreed: 'agre',
  plastered: 'plaster',
  bled: 'bled',
  motoring: 'motor',
  sing: 'sing',
  conflated: 'conflat',
  troubled: 'troubl',
  sized: 'size',
  hopping: 'hop',
  falling: 'fall',
  hissing: 'hiss',
  filing: 'file',
  happy: 'happi',
  sky: 'sky',
  relational: 'relat',
  conditional: 'condit',
  rational: 'ration',
  digitizer: 'digit',
  operator: 'oper',
  feudalism: 'feudal',
  decisiveness: 'decis',
  hopefulness: 'hope',
  formaliti: 'formal',
  triplicate: 'triplic',
  formative: 'form',
  electrical: 'electr',
  goodness: 'good',
  revival: 'reviv',
  allowance: 'allow',
  inference: 'infer',
  airliner: 'airlin',
  adoption: 'adopt',
  effective: 'effect',
  probate: 'probat',
  rate: 'rate',
  cease: 'ceas',
  controll: 'control',
  roll: 'roll',
  generalizations: 'gener',
};

test('English words are stemmed as Porter has it', () => {
  for (const [word, expected] of Object.entries(STEMS)) assert.equal(stem(word), expected, word);
});

test('words of other letters, and very short or long ones, stay', () => {
  for (const word of ['is', 'räder', '28', 'x2ing', `${'a'.repeat(70)}ing`]) assert.equal(stem(word), word);
});

test('runs of y end', () => {
  assert.equal(typeof stem('y'.repeat(64)), 'string');
});
