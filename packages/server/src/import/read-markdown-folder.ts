import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import matter from 'gray-matter';
import { messageOf } from '../command-error.ts';
import type { Item, ItemSource } from './draft.ts';

/** Front matter of `---js` would run code; only YAML is read. */
const YAML_ONLY = {
  language: 'yaml',
  engines: {
    javascript: refuse,
    js: refuse,
    json: refuse,
    coffee: refuse,
    toml: refuse,
  },
};

function refuse(): never {
  throw new Error('front matter must be YAML');
}

/**
 * Reads the `.md` and `.markdown` files of a folder and its subfolders in the order of their paths. An item's
 * value is the front matter with `body_md`, the text below, and `path`, relative to the folder with `/`.
 * Hidden files and folders, `node_modules` and symbolic links are left out.
 */
export function readMarkdownFolder(folder: string): ItemSource {
  const files = markdownFiles(folder);
  const sizes = files.map((file) => statSync(file).size);
  let bytes = 0;
  return {
    totalBytes: sizes.reduce((sum, size) => sum + size, 0),
    bytes: () => bytes,
    items: (async function* () {
      for (const [index, file] of files.entries()) {
        bytes += sizes[index] as number;
        yield readMarkdownFile(file, relative(folder, file).split(sep).join('/'));
      }
    })(),
  };
}

function readMarkdownFile(file: string, path: string): Item {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    const { data, content } = matter(text, YAML_ONLY);
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      return { place: path, fault: 'front matter must be names with values' };
    }
    return { place: path, value: { ...data, body_md: content, path } };
  } catch (error) {
    return { place: path, fault: `cannot be read: ${firstLine(messageOf(error))}` };
  }
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return markdownFiles(path);
      return entry.isFile() && /\.(md|markdown)$/i.test(entry.name) ? [path] : [];
    });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] as string;
}
