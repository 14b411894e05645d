import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError, EXIT } from '../command-error.ts';
import type { ItemSource } from './draft.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readMarkdownFolder } from './read-markdown-folder.ts';

/** Opens what an import reads: a `.jsonl` or `.jsonl.gz` file, or where `folders` is true a folder of Markdown. */
export function openSource(path: string, folders: boolean): ItemSource {
  const full = resolve(path);
  if (!existsSync(full)) throw new CommandError(`${full} does not exist.`, EXIT.usage);
  if (statSync(full).isDirectory()) {
    if (!folders) {
      throw new CommandError(`${full} is a folder; a .jsonl or .jsonl.gz file is needed.`, EXIT.usage);
    }
    const source = readMarkdownFolder(full);
    if (source.totalBytes === 0) throw new CommandError(`${full} has no Markdown files.`, EXIT.usage);
    return source;
  }
  if (!/\.jsonl(\.gz)?$/.test(full)) {
    const kinds = folders ? 'a folder, .jsonl or .jsonl.gz' : '.jsonl or .jsonl.gz';
    throw new CommandError(`${full} is not of a known kind; ${kinds} is needed.`, EXIT.usage);
  }
  return readJsonLines(full);
}
