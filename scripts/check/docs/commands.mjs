import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, ROOT, SOURCE_CONDITION } from '../../setup/paths.mjs';

/** The command from its source; `npx portico` runs the same. */
const PROGRAM = join(ROOT, 'packages/server/src/main.ts');

/** Every `portico` command in a block of shell exists, with the options it is shown with; every npm script too. */
export function checkCommands(blocks) {
  const lines = blocks.filter(({ language }) => language === 'sh').flatMap(linesOf);
  const faults = lines.flatMap(({ place, words }) =>
    (faultOf(words) ?? []).map((fault) => `${place}: ${fault}`),
  );
  return { facts: `${lines.length} commands`, faults };
}

function linesOf({ path, line, code }) {
  return code.split('\n').flatMap((text, index) => {
    const words = text
      .replace(/\s#.*$/, '')
      .trim()
      .split(/\s+/);
    // Settings in front: PORTICO_DATA=/srv/portico npx portico serve
    while (/^[A-Z_]+=/.test(words[0] ?? '')) words.shift();
    if (words[0] === 'npx') words.shift();
    return ['portico', 'npm'].includes(words[0]) ? [{ place: `${path}:${line + index}`, words }] : [];
  });
}

function faultOf([program, ...rest]) {
  return program === 'npm' ? npmFault(rest) : porticoFault(rest);
}

function npmFault([command, script]) {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const name = command === 'run' ? script : ['start', 'test'].includes(command) ? command : null;
  return name === null || name in scripts ? null : [`there is no npm script ${name}.`];
}

function porticoFault(words) {
  const options = words.filter((word) => word.startsWith('-')).map((word) => word.split('=')[0]);
  const command = words.filter((word) => /^[a-z][a-z-]*$/.test(word));
  // `import articles <path>` has a subcommand; the rest are operands.
  const help = helpOf(command.slice(0, 2)) ?? helpOf(command.slice(0, 1));
  if (help === null) return [`there is no command portico ${command[0] ?? ''}.`];
  return options
    .filter((option) => !new RegExp(`${option}\\b`).test(help))
    .map((option) => `it has no option ${option}.`);
}

const known = new Map();

function helpOf(command) {
  const key = command.join(' ');
  if (!known.has(key)) known.set(key, askForHelp(command));
  return known.get(key);
}

/** Null where commander does not know the command; it then prints the help of the one above. */
function askForHelp(command) {
  try {
    const help = execFileSync(PINNED_NODE, [SOURCE_CONDITION, PROGRAM, ...command, '--help'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return command.length === 0 || help.includes(`portico ${command.join(' ')}`) ? help : null;
  } catch {
    return null;
  }
}
