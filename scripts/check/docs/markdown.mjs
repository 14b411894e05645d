import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listFiles } from '../../setup/fingerprint.mjs';
import { ROOT } from '../../setup/paths.mjs';

/**
 * @typedef {{ path: string, text: string }} MarkdownFile
 * @typedef {{ path: string, line: number, language: string, code: string }} CodeBlock
 */

/** @returns {MarkdownFile[]} the project's prose; the demo's sample articles are content, not prose */
export function readMarkdownFiles(root = ROOT) {
  return ['README.md', 'docs', 'packages', 'demo', 'scripts']
    .flatMap((folder) => listFiles(join(root, folder)))
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((path) => path.endsWith('.md') && !path.startsWith('demo/content/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** @param {MarkdownFile} file @returns {CodeBlock[]} its fenced blocks; `line` is that of the first line of code */
export function codeBlocksOf({ path, text }) {
  const blocks = [];
  let open = null;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^\s*(`{3,})\s*(\S*)/.exec(line);
    if (open && fence && fence[1] === open.fence && fence[2] === '') {
      blocks.push({ path, line: open.line, language: open.language, code: open.code.join('\n') });
      open = null;
    } else if (open) open.code.push(line);
    else if (fence) open = { fence: fence[1], language: fence[2], line: index + 2, code: [] };
  }
  return blocks;
}

/** The text without its code, line numbers kept. */
export function proseOf(text) {
  return text.replace(/^\s*(`{3,})[\s\S]*?^\s*\1\s*$/gm, (block) => block.replace(/[^\n]/g, ''));
}

/** The ids that GitHub gives to headings. */
export function anchorsOf(text) {
  const seen = new Map();
  return [...proseOf(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
    const slug = heading
      .replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}
