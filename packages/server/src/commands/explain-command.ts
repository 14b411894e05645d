import type { Site, Subject } from '@portico/adapter';
import type { Explanation } from '@portico/adapter/explain';
import { RECORD_ID } from '@portico/protocol';
import { Command } from 'commander';
import { CommandError, EXIT } from '../command-error.ts';
import { type LoadedConfig, loadConfig } from '../config/load-config.ts';
import type { Records } from '../config/with-records.ts';
import type { Asked } from '../explain/right-and-column.ts';

const HELP = `
Says which table permissions grant it and by which records on the way, or which came nearest and what failed.
It decides nothing: the answer is that of the grants which the adapter makes its plans of. It reads the records
of the configuration's store, and prints ids and cells of them; it is for those who may see all of it anyway.

Who (--as): the id of a contact, web roles, or both, separated by commas; or the claims of a token as JSON, or
the token (decoded, not verified), or @ and a file with either.
Privileges: read, create, write, delete, append, append_to, or an action such as action:close.
Without --id it is said in general terms. A change must be covered before and after; here it is said of before.

Ends with 0; with --exit-code it ends with 1 when it is not granted.

Examples:
  portico explain --as anonymous --table article --column internal_note
  portico explain --as 0f8fad5b-d9cb-469f-a165-70867728950e,partner --table case
  portico explain --as 0f8fad5b-d9cb-469f-a165-70867728950e --table case --id 7c9e6679-7425-40de-944b-e07fc1f90ae7
  portico explain --as '{"sub":"ann","roles":["dealer"]}' --table case --privilege action:close --json
`;

interface ExplainOptions {
  readonly as: string;
  readonly table: string;
  readonly id?: string;
  readonly privilege: string;
  readonly column?: string;
  readonly config?: string;
  readonly all: boolean;
  readonly json: boolean;
  readonly exitCode: boolean;
}

export function explainCommand(): Command {
  return new Command('explain')
    .description('Say why somebody may or may not do something.')
    .requiredOption('--as <who>', 'contact id, web roles or token claims; see below')
    .requiredOption('--table <name>', 'the table, such as case')
    .option('--id <id>', 'the record; without it in general terms')
    .option('--privilege <name>', 'what they would do', 'read')
    .option('--column <name>', 'one column; for read, create and write')
    .option('--config <file>', 'the configuration; default portico.config.ts in this folder')
    .option('--all', 'show every permission on the table', false)
    .option('--json', 'print { subject, explanation } as JSON', false)
    .option('--exit-code', 'end with 1 when it is not granted', false)
    .addHelpText('after', HELP)
    .action(async (options: ExplainOptions) => {
      const { askedOf } = await import('../explain/right-and-column.ts');
      const loaded = await loadConfig(options.config);
      const { readSite } = await import('../config/read-site.ts');
      const site = readSite(loaded);
      const asked = askedOf(site, options.table, options.privilege, options.column ?? null);
      if (options.id !== undefined) checkId(options.id, asked);
      const { subject, answer } = await answerTo(loaded, site, asked, options);
      await print(subject, answer, options);
      if (options.exitCode && !answer.granted) process.exitCode = EXIT.failed;
    });
}

interface Answered {
  readonly subject: Subject;
  readonly answer: Explanation;
}

async function answerTo(
  loaded: LoadedConfig,
  site: Site,
  { table, right, column }: Asked,
  { as, id }: ExplainOptions,
): Promise<Answered> {
  const { explain, readSurroundings } = await import('@portico/adapter/explain');
  const { namesSomebody, readSubject } = await import('../explain/read-subject.ts');
  const work = async (records: Records | null): Promise<Answered> => {
    const subject = await readSubject(site, as, id === undefined, records);
    const question = { table: table.name, right, ...(column !== null && { column }) };
    if (id === undefined || !records) return { subject, answer: explain(site, subject, question) };
    const surroundings = await readSurroundings(site, records, table.name, id);
    return { subject, answer: explain(site, subject, { ...question, record: { id, surroundings } }) };
  };
  if (id === undefined && !namesSomebody(as)) return work(null);
  const { withRecords } = await import('../config/with-records.ts');
  return withRecords(loaded, site, work);
}

function checkId(id: string, { right }: Asked): void {
  if (!RECORD_ID.test(id))
    throw new CommandError(`${id} is not the id of a record: a UUID in lower case.`, EXIT.usage);
  if (right === 'create')
    throw new CommandError('What is created has no id yet. Leave --id out.', EXIT.usage);
}

async function print(subject: Subject, answer: Explanation, { all, json }: ExplainOptions): Promise<void> {
  if (json) {
    const { contact, account, webRoles } = subject;
    const known = (id: string | null) => (id?.startsWith('$') ? null : id);
    const who = { contact: known(contact), account: known(account), webRoles: [...webRoles] };
    process.stdout.write(`${JSON.stringify({ subject: who, explanation: answer }, null, 2)}\n`);
    return;
  }
  const { explainReport } = await import('../explain/explain-report.ts');
  const { styleFor, widthOf } = await import('../check/style.ts');
  const look = { all, width: widthOf(process.stdout), style: styleFor(process.stdout) };
  process.stdout.write(`${explainReport(subject, answer, look)}\n`);
}
