import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CommandError, EXIT } from '../command-error.ts';
import { version } from '../package-version.ts';
import { sdkFolder } from '../serve/sdk-files.ts';
import { type SnippetParts, snippetOf } from '../snippet/snippet-of.ts';

const HELP = `
The widget is a tag, with or without "portico-" in front; \`portico snippet\` lists them.

Examples:
  portico snippet search
  portico snippet portico-case-form --adapter https://help.example.com
  portico snippet lead-form --json
`;

interface SnippetOptions {
  readonly adapter: string;
  readonly json: boolean;
}

export function snippetCommand(): Command {
  return new Command('snippet')
    .description('Print the HTML to paste for a widget, with its integrity and the CSP lines.')
    .argument('[widget]', 'such as search, case-form or lead-form')
    .option('--adapter <url>', 'public address of the adapter', parseOrigin, 'http://localhost:8081')
    .option('--json', 'print { widget, html, csp } as JSON', false)
    .addHelpText('after', HELP)
    .action((widget: string | undefined, options: SnippetOptions) => {
      const tags = knownTags(sdkFolder());
      if (widget === undefined) {
        process.stdout.write(options.json ? `${JSON.stringify(tags)}\n` : `${tags.join('\n')}\n`);
        return;
      }
      const tag = widget.startsWith('portico-') ? widget : `portico-${widget}`;
      if (!tags.includes(tag)) {
        throw new CommandError(`There is no widget ${widget}. Known: ${tags.join(', ')}`, EXIT.usage);
      }
      const parts = snippetOf({
        tag,
        adapter: options.adapter,
        version: version(),
        integrity: loaderIntegrity(),
      });
      process.stdout.write(options.json ? `${JSON.stringify({ widget: tag, ...parts })}\n` : textOf(parts));
    });
}

function textOf({ html, csp }: SnippetParts): string {
  return `${html}\n\n<!-- If your page has a Content-Security-Policy, add to it:\n${csp
    .map((line) => `     ${line}`)
    .join('\n')} -->\n`;
}

/** Tags among the built browser files. */
function knownTags(folder: string): string[] {
  const integrity = readIntegrity(folder);
  return Object.keys(integrity)
    .filter((name) => /^portico-[a-z-]+\.js$/.test(name))
    .map((name) => name.slice(0, -3));
}

function loaderIntegrity(): string {
  const integrity = readIntegrity(sdkFolder())['portico.js'];
  if (integrity === undefined) throw notBuilt();
  return integrity;
}

/** `sri.json`, written by the build: integrity by file name. */
function readIntegrity(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, 'sri.json');
  if (!existsSync(file)) throw notBuilt();
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

function notBuilt(): CommandError {
  return new CommandError(`The browser files are missing in ${sdkFolder()}. Make them with: npm run build`);
}

function parseOrigin(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new InvalidArgumentError('must be an address such as https://help.example.com.');
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new InvalidArgumentError('must be an origin, without a path: https://help.example.com.');
  }
  return url.origin;
}
