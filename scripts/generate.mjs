/**
 * A step of `npm run build`: describes the elements for those who use them, in packages/elements/dist.
 * The manifest `custom-elements.json` comes from the class comments; React components, JSX types and what editors
 * complete come from the manifest. Fails when something public has no words.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeElements } from './generate/describe-elements.mjs';
import { ELEMENTS } from './generate/make-manifest.mjs';
import { writeVscodeData, writeWebTypes } from './generate/write-editor-data.mjs';
import { writeJsxTypes } from './generate/write-jsx-types.mjs';
import { writeReact } from './generate/write-react.mjs';

const { manifest, elements, faults } = await describeElements();
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}

const dist = join(ELEMENTS, 'dist');
const files = new Map([
  ['custom-elements.json', toJson(manifest)],
  ['vscode.html-custom-data.json', toJson(writeVscodeData(elements))],
  ['web-types.json', toJson(writeWebTypes(elements, readPackage()))],
  ['custom-elements-jsx.d.ts', writeJsxTypes(elements)],
  ...writeReact(elements),
]);
// Components of tags that are no more would stay.
rmSync(join(dist, 'react'), { recursive: true, force: true });
for (const [name, text] of files) {
  mkdirSync(dirname(join(dist, name)), { recursive: true });
  writeFileSync(join(dist, name), text);
}

function readPackage() {
  return JSON.parse(readFileSync(join(ELEMENTS, 'package.json'), 'utf8'));
}

function toJson(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
