import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandOptions, runPortico } from './adapter-process.ts';

const CONTENT = join(import.meta.dirname, 'content');

/**
 * What is imported at the first start, in an order in which every record finds what it points to. Threads
 * come twice, because an accepted answer is a post of the thread that is not there the first time.
 */
export const IMPORTS: readonly (readonly string[])[] = [
  ['articles', join(CONTENT, 'articles')],
  ...(
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
      ['snippet', 'snippets'],
      ['feedback', 'feedback'],
    ] as const
  ).map(([table, file]) => ['records', table, join(CONTENT, 'records', `${file}.jsonl`)]),
];

/**
 * Imports the sample content with the commands any user has, once per data folder. Cut short, it runs again
 * at the next start, which changes nothing that is already there.
 */
export async function seed(options: CommandOptions): Promise<void> {
  const done = join(options.data, 'seeded');
  if (existsSync(done)) return;
  for (const args of IMPORTS) {
    options.print(
      `portico import ${args.map((part) => part.replace(`${CONTENT}/`, 'demo/content/')).join(' ')}`,
    );
    await runPortico(['import', ...args], options);
  }
  await writeFile(done, `${new Date().toISOString()}\n`);
}
