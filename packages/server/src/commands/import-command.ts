import { Argument, Command, Option } from 'commander';
import { choicesOf } from '../import/column-limits.ts';
import type { ImportRequest, SharedImportOptions } from '../import/import-into.ts';

const HELP = `
An import can be run again at any time: a record is known by its source id, what is the same is left alone
and what differs is replaced. An import that was interrupted goes on when it is run again.

Examples:
  portico import articles ./help               Markdown files with front matter
  portico import articles articles.jsonl.gz    one article per line
  portico import threads forum.jsonl.gz --forum-by product
  portico import cases cases.jsonl --json
  portico import records account accounts.jsonl
`;

/** `portico import articles|threads|cases|records`. */
export function importCommand(): Command {
  const command = new Command('import')
    .description('Bring in articles, forum threads, cases or any other records.')
    .addHelpText('after', HELP);
  command.addCommand(articlesCommand());
  command.addCommand(threadsCommand());
  command.addCommand(casesCommand());
  command.addCommand(recordsCommand());
  return command;
}

function articlesCommand(): Command {
  const help = `
Front matter, or fields of a line:
  title*, id or slug (default: the path of the file), summary or description, keywords, category, subcategory,
  product, locale, visibility, created, updated, url; the text below, or body_md
  "draft: true" and "hidden: true" bring an article in as a draft.

Links and pictures with relative addresses are resolved against the article's url; without one they are dropped.

Examples:
  portico import articles ./help
  portico import articles ./handbook --visibility internal
  portico import articles articles.jsonl.gz --json
`;
  return withSharedOptions(
    new Command('articles')
      .description('Import help articles from a folder of Markdown, .jsonl or .jsonl.gz.')
      .argument('<path>', 'a folder, or a file of one article per line')
      .addOption(
        new Option('--visibility <class>', 'who sees the articles that do not say so')
          .choices(choicesOf('article', 'visibility'))
          .default('public'),
      )
      .addHelpText('after', help),
  ).action((path: string, options: SharedImportOptions & { visibility: string }) =>
    run([{ path, kind: { kind: 'articles', visibility: options.visibility } }], options),
  );
}

function threadsCommand(): Command {
  const help = `
Fields of a line:
  id*, title*, body_html or body, created, updated, locale, product, topic, tags, author, solution_id, is_spam,
  is_locked, replies: [{ id*, body_html or body, created, updated, author, is_spam }]

Threads and replies flagged as spam come in hidden, for moderators only. A forum is made when it is absent.

Examples:
  portico import threads threads.jsonl.gz
  portico import threads threads.jsonl.gz --forum-by product
`;
  return withSharedOptions(
    new Command('threads')
      .description('Import forum threads with their replies from .jsonl or .jsonl.gz.')
      .argument('<path>', 'a file of one thread per line')
      .addOption(
        new Option('--forum-by <field>', 'one forum for each').choices(['product', 'topic']).default('topic'),
      )
      .addHelpText('after', help),
  ).action((path: string, options: SharedImportOptions & { forumBy: 'product' | 'topic' }) =>
    run([{ path, kind: { kind: 'threads', forumBy: options.forumBy } }], options),
  );
}

function casesCommand(): Command {
  const help = `
Fields of a line:
  id*, title*, description_html or description, product, category, tags, status, customer, created, updated, url,
  notes: [{ id*, text_html or text*, visibility, is_staff, created, updated }]

A note whose text begins with *WEB* is for the customer, as in Power Pages, and is kept without it; every other note
is for the staff, unless its visibility says customer.

Example:
  portico import cases cases.jsonl.gz
`;
  return withSharedOptions(
    new Command('cases')
      .description('Import support cases from .jsonl or .jsonl.gz.')
      .argument('<path>', 'a file of one case per line')
      .addHelpText('after', help),
  ).action((path: string, options: SharedImportOptions) => run([{ path, kind: { kind: 'cases' } }], options));
}

function recordsCommand(): Command {
  const help = `
A line is an object of column values with "source" (any text that names the record where it comes from) or
"id" (a UUID). A lookup is the id of a record, or { "source": "…" } for one imported under that source.

The text of a case_note may begin with *WEB*: see portico import cases --help.

Examples:
  {"source":"acme","name":"Acme Ltd","country":"GB"}                        portico import records account …
  {"source":"ann","name":"Ann Lee","account":{"source":"acme"}}             portico import records contact …

  portico import records account accounts.jsonl contact contacts.jsonl      one after the other
`;
  return withSharedOptions(
    new Command('records')
      .description('Import records of any table from .jsonl or .jsonl.gz.')
      .addArgument(new Argument('<table>', 'logical name of the table, such as account'))
      .argument('<path>', 'a file of one record per line')
      .argument('[more...]', 'further tables, each with its file')
      .addHelpText('after', help),
  ).action(
    (table: string, path: string, more: readonly string[], options: SharedImportOptions, self: Command) => {
      if (more.length % 2 === 1) self.error(`error: missing the file of table '${more.at(-1)}'`);
      return run(recordsRequests([table, path, ...more]), options);
    },
  );
}

function recordsRequests([table, path, ...more]: readonly string[]): readonly ImportRequest[] {
  if (table === undefined || path === undefined) return [];
  return [{ path, kind: { kind: 'records', table } }, ...recordsRequests(more)];
}

function withSharedOptions(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration; default portico.config.ts in this folder')
    .option('--strict', 'stop at the first record that fails')
    .option('--json', 'print the summary as JSON, a line for each file');
}

/** Loaded when needed: help and the other commands are quicker without the adapter and the store. */
async function run(requests: readonly ImportRequest[], options: SharedImportOptions): Promise<void> {
  const { importInto } = await import('../import/import-into.ts');
  process.exitCode = await importInto(requests, options);
}
