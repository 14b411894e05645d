import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../setup/paths.mjs';

/** Where the reference is kept, and how it is written. */
export const ELEMENT_REFERENCE = 'docs/elements.md';
export const WRITE_REFERENCE = 'npm run docs';

const CLASS = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*@customElement\('([a-z-]+)'\)\s*export class \w+/;
const PROPERTY =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?@property\(([^)]*)\)\s*(?:accessor\s+)?(\w+)[^=;\n]*(?:=\s*([^;\n]+))?;/g;
const SECTIONS = [
  ['slot', 'Slots'],
  ['fires', 'Events'],
  ['csspart', 'Parts'],
  ['cssstate', 'States'],
];
const HEAD = `# Elements

What each tag takes and gives: attributes, slots, events, parts. Written from the comments in the sources by \`${WRITE_REFERENCE}\`; change it there.

All tags also take the properties \`client\` and \`session\`, which stand in for those of the page, follow \`lang\` and \`dir\`, and can be
themed by [custom properties](embedding.md#theming).
`;

/**
 * The reference of all tags, from their class comments and their reactive properties.
 *
 * @param {readonly import('../source-files.mjs').SourceFile[]} files
 * @returns {{ text: string, faults: string[] }} a public property without a comment is a fault
 */
export function elementReference(files) {
  const faults = [];
  const elements = files
    .filter(({ path, kind }) => kind === 'source' && path.startsWith('packages/elements/src/widgets/'))
    .flatMap((file) => {
      const found = CLASS.exec(file.text);
      return found ? [describe(file, found, faults)] : [];
    })
    .sort((a, b) => a.tag.localeCompare(b.tag));
  return { text: [HEAD, ...elements.map(({ text }) => text)].join('\n'), faults };
}

/** The reference on disk is what the sources say now. */
export function checkElementReference(files) {
  const { text, faults } = elementReference(files);
  const stale =
    readFileSync(join(ROOT, ELEMENT_REFERENCE), 'utf8') === text
      ? []
      : [`${ELEMENT_REFERENCE} is not as the sources are; run: ${WRITE_REFERENCE}`];
  return {
    facts: `${text.split('\n## ').length - 1} elements in ${ELEMENT_REFERENCE}`,
    faults: [...faults, ...stale],
  };
}

function describe({ path, text }, [, comment, tag], faults) {
  const { prose, tags } = readComment(comment);
  const parts = [`## \`${tag}\`\n\n${prose}\n`];
  const attributes = attributesOf(text, path, faults);
  if (attributes.length > 0)
    parts.push(`| Attribute | Default | |\n|---|---|---|\n${attributes.join('\n')}\n`);
  for (const [name, title] of SECTIONS) {
    const rows = tags.filter((entry) => entry.name === name).map(formatTag);
    if (rows.length > 0) parts.push(`| ${title} | |\n|---|---|\n${rows.join('\n')}\n`);
  }
  return { tag, text: parts.join('\n') };
}

function attributesOf(text, path, faults) {
  return [...text.matchAll(PROPERTY)].flatMap(([, comment, options, name, initial]) => {
    if (comment === undefined) faults.push(`${path}: the property ${name} has no comment.`);
    if (/attribute:\s*false/.test(options)) return [];
    const attribute = /attribute:\s*'([^']+)'/.exec(options)?.[1] ?? name.toLowerCase();
    return [
      `| \`${attribute}\` | ${defaultOf(options, initial)} | ${cell(readComment(comment ?? '').prose)} |`,
    ];
  });
}

/** Booleans are there or not there; empty text and nothing at all are no default worth telling. */
function defaultOf(options, initial) {
  if (/type:\s*Boolean/.test(options)) return 'absent';
  return initial === undefined || /^(''|null|undefined)$/.test(initial)
    ? ''
    : `\`${initial.replace(/^'(.*)'$/, '$1')}\``;
}

function formatTag({ text }) {
  const [, name, about] = /^(?:([\w-]+)\s+)?-\s*([\s\S]*)$/.exec(text) ?? [null, undefined, text];
  return `| ${name ? `\`${name}\`` : 'default'} | ${cell(about)} |`;
}

/** A doc comment as its prose and its `@` tags, each on one line. */
function readComment(comment) {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
  const [prose = '', ...tags] = lines
    .join('\n')
    .trim()
    .split(/\n(?=@)|^(?=@)/m);
  return {
    prose: prose.replace(/\s+/g, ' ').trim(),
    tags: tags.map((tag) => {
      const [, name, text] = /^@(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
      return { name, text: (text ?? '').replace(/\s+/g, ' ').trim() };
    }),
  };
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
