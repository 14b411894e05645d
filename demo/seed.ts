import { join } from 'node:path';
import { type CommandOptions, runPortico } from './adapter-process.ts';
import { recordIdOf } from './record-id.ts';

const CONTENT = join(import.meta.dirname, 'content');

/** Imported last, all at once, and this one is read by everybody: where it is, all the rest is. */
const LAST = { table: 'snippet', source: 'opening-hours/en' };

/**
 * Tables and their files, in an order in which every record finds what it points to. Threads come twice, because an
 * accepted answer is a post of the thread that is not there the first time.
 */
export const RECORDS: readonly (readonly [table: string, path: string])[] = (
  [
    ['account', 'accounts'],
    ['contact', 'contacts'],
    ['forum', 'forums'],
    ['thread', 'threads'],
    ['post', 'posts'],
    ['thread', 'accepted-answers'],
    ['vote', 'votes'],
    ['case', 'cases'],
    ['case_note', 'case-notes'],
    ['work_order', 'work-orders'],
    ['lead', 'leads'],
    ['feedback', 'feedback'],
    [LAST.table, 'snippets'],
  ] as const
).map(([table, file]) => [table, join(CONTENT, 'records', `${file}.jsonl`)]);

/** What is imported at the first start. */
const IMPORTS: readonly (readonly string[])[] = [
  ['articles', join(CONTENT, 'articles')],
  ['records', ...RECORDS.flat()],
];

/**
 * Imports the sample content with the commands any user has, unless the records have it already: the adapter is
 * asked, since they may be in a database that is older, or younger, than the data folder. Cut short, it runs again
 * at the next start, which changes nothing that is already there.
 *
 * @param adapter where the adapter of these records answers
 */
export async function seed(adapter: string, options: CommandOptions): Promise<void> {
  if (await hasSample(adapter)) return;
  for (const args of IMPORTS) {
    options.print(
      `portico import ${args.map((part) => part.replace(`${CONTENT}/`, 'demo/content/')).join(' ')}`,
    );
    await runPortico(['import', ...args], options);
  }
}

async function hasSample(adapter: string): Promise<boolean> {
  const path = `/v1/tables/${LAST.table}/records/${recordIdOf(LAST.table, LAST.source)}`;
  const { status } = await fetch(adapter + path);
  if (status !== 200 && status !== 404)
    throw new Error(`The adapter answered ${status} when it was asked for a record of the sample.`);
  return status === 200;
}
