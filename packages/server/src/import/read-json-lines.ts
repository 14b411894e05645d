import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import type { Item, ItemSource } from './draft.ts';

/** Longest line, in bytes. Above it the file is taken for something else than JSON Lines. */
const MAX_LINE = 32 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Reads a file of one JSON value per line, `.jsonl` or `.jsonl.gz`, as a stream: memory does not grow with the
 * file. Empty lines are skipped; a line that is not UTF-8 or not JSON is an item with a fault.
 */
export function readJsonLines(path: string): ItemSource {
  let bytes = 0;
  return {
    totalBytes: statSync(path).size,
    bytes: () => bytes,
    items: readItems(path, (read) => {
      bytes += read;
    }),
  };
}

async function* readItems(path: string, onRead: (bytes: number) => void): AsyncGenerator<Item> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  for await (const line of readLines(path, onRead)) {
    number += 1;
    const place = `${basename(path)}, line ${number}`;
    let text: string;
    try {
      text = decoder.decode(line);
    } catch {
      yield { place, fault: 'not valid UTF-8' };
      continue;
    }
    if (text.trim() === '') continue;
    try {
      yield { place, value: JSON.parse(text) as unknown };
    } catch (error) {
      yield { place, fault: `not valid JSON: ${messageOf(error)}` };
    }
  }
}

async function* readLines(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  file.on('data', (chunk) => onRead(chunk.length));
  const chunks = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // `pipe` does not hand on the error of the file itself.
  file.on('error', (error) => chunks.destroy(error));
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
        yield Buffer.concat([...parts, chunk.subarray(start, end)]);
        parts = [];
        length = 0;
        start = end + 1;
      }
      parts.push(chunk.subarray(start));
      length += chunk.length - start;
      if (length > MAX_LINE) throw new Error(`a line is longer than ${MAX_LINE / 1024 / 1024} MB`);
    }
  } catch (error) {
    throw new CommandError(`${path} cannot be read to its end: ${messageOf(error)}`, EXIT.failed, {
      cause: error,
    });
  } finally {
    file.destroy();
  }
  if (length > 0) yield Buffer.concat(parts);
}
