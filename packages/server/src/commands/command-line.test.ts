import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Command, CommanderError } from 'commander';
import { createProgram } from '../program.ts';
import { STARTERS } from '../starters/starters.ts';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Every command that does something, by its words. */
function commandsOf(command: Command, words: readonly string[] = []): (readonly [string, Command])[] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((child) => commandsOf(child, [...words, child.name()]));
}

/** What the command line says to these arguments without doing it. */
async function parse(
  args: readonly string[],
): Promise<{ ran: string | null; output: string; code: string | null }> {
  const program = createProgram();
  let ran: string | null = null;
  let output = '';
  for (const [words, command] of commandsOf(program)) {
    command.action(() => {
      ran = words;
    });
  }
  const silence = (command: Command) => {
    const write = (text: string) => {
      output += text;
    };
    command.configureOutput({ writeOut: write, writeErr: write });
    command.commands.forEach(silence);
  };
  silence(program);
  try {
    await program.parseAsync(['node', 'portico', ...args]);
    return { ran, output, code: null };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { ran, output, code: error.code };
  }
}

const helpOf = async (words: string) => (await parse([...words.split(' '), '--help'])).output;
const COMMANDS = commandsOf(createProgram());

describe('the help', () => {
  it('knows the commands', () => {
    assert.deepEqual(COMMANDS.map(([words]) => words).sort(), [
      'check',
      'diff',
      'explain',
      'import articles',
      'import cases',
      'import records',
      'import threads',
      'init',
      'probe',
      'serve',
      'snippet',
      'who-can',
    ]);
  });

  for (const [words, command] of COMMANDS) {
    it(`of ${words} explains every option and argument, within a terminal's width`, async () => {
      const help = await helpOf(words);
      for (const option of command.options) {
        assert.ok(option.description.length > 5, option.flags);
        assert.ok(help.includes(option.flags), option.flags);
      }
      for (const argument of command.registeredArguments)
        assert.ok(argument.description.length > 3, argument.name());
      for (const line of help.split('\n')) assert.ok(line.length <= 120, line);
    });

    it(`of ${words} has examples that the command line takes`, async () => {
      const examples = (await helpOf(words)).split('\n').flatMap((line) => {
        const [, args] = /^ {2}(?:[A-Z_]+=\S+ |\{.*\} +)?portico (.+?)(?: {2,}.*)?$/.exec(line) ?? [];
        return args === undefined ? [] : [args];
      });
      assert.ok(examples.length > 0);
      for (const example of examples) {
        const { ran, output } = await parse(example.split(' '));
        assert.equal(ran, words, `${example}: ${output}`);
      }
    });
  }

  it('of portico has the commands, the exit codes and the variables', async () => {
    const { output, code } = await parse(['--help']);
    assert.equal(code, 'commander.helpDisplayed');
    for (const word of [
      'init',
      'serve',
      'import',
      'snippet',
      'who-can',
      '78',
      '130',
      'PORTICO_DATA',
      'PORTICO_SDK',
      'PORT ',
    ]) {
      assert.ok(output.includes(word), word);
    }
    assert.equal((await parse(['help'])).output, output);
  });

  it('is the same by "help" and by "--help"', async () => {
    assert.equal((await parse(['help', 'serve'])).output, await helpOf('serve'));
    assert.equal((await parse(['import', 'help', 'cases'])).output, await helpOf('import cases'));
  });

  it('of init names every starter with what it is for', async () => {
    const help = await helpOf('init');
    for (const [name, about] of Object.entries(STARTERS))
      assert.ok(help.includes(`${name.padEnd(10)} ${about}`), name);
  });
});

describe('the command line', () => {
  const wrong: readonly (readonly [args: string, message: RegExp])[] = [
    ['', /Usage: portico/],
    ['import', /Usage: portico import/],
    ['serv', /unknown command 'serv'[\s\S]*Did you mean serve/],
    ['serve extra', /too many arguments/],
    ['serve --port', /argument missing/],
    ['serve --port 65536', /must be a number from 0 to 65535/],
    ['serve --port -1', /must be a number|argument missing/],
    ['serve --port 80.5', /must be a number/],
    ['serve --port 0x50', /must be a number/],
    ['serve --prot 80', /unknown option '--prot'[\s\S]*Did you mean --port/],
    ['import articles', /missing required argument 'path'/],
    [
      'import articles a --visibility secret',
      /Allowed choices are draft, internal, partner, customer, public/,
    ],
    ['import threads a --forum-by author', /Allowed choices are product, topic/],
    ['import records account', /missing required argument 'path'/],
    ['import photos a', /unknown command 'photos'/],
    ['init shop', /Allowed choices are customer, community, partner, employee/],
    ['probe ftp://a.example', /must be an http or https URL/],
    ['probe https://u:p@a.example', /must be the address of the adapter alone/],
    ['probe https://a.example --rate 0', /must be a number above 0/],
    ['snippet search --adapter ftp://a.example', /must be an address such as https/],
    ['snippet search --adapter https://u:p@a.example', /must be an origin/],
    ['snippet search --adapter https://a.example/?x=1', /must be an origin/],
  ];
  for (const [args, message] of wrong) {
    it(`refuses "portico ${args}" and says why, and where help is`, async () => {
      const { ran, output, code } = await parse(args === '' ? [] : args.split(' '));
      assert.equal(ran, null);
      assert.notEqual(code, null);
      assert.match(output, message);
      assert.match(output, /--help/);
    });
  }

  for (const args of [
    'serve --port 0',
    'serve --port 65535',
    'import threads a --forum-by topic --json --strict',
  ]) {
    it(`takes "portico ${args}"`, async () => {
      const { ran, output } = await parse(args.split(' '));
      assert.ok(ran && args.startsWith(ran), output);
    });
  }
});

describe('the bin', () => {
  const BIN = fileURLToPath(new URL('../../bin/portico.js', import.meta.url));

  it('ends with 2 for a wrong command line, and nothing on the standard output', async (test) => {
    const { code, stdout, stderr } = await runPortico(['serve', '--prot', '80'], temporaryFolder(test));
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /unknown option/);
  });

  it('is quiet when its reader has seen enough', async (test) => {
    const child = spawn(process.execPath, [BIN, '--help'], {
      cwd: temporaryFolder(test),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    await once(child, 'close');
    assert.equal(stderr, '');
  });
});

describe('portico init', () => {
  const CONFIG = 'portico.config.ts';

  it('writes the customer starter where no other is named, and says what to do next', async (test) => {
    const folder = temporaryFolder(test);
    const { code, stdout } = await runPortico(['init'], folder);
    assert.equal(code, 0);
    assert.match(stdout, /^Wrote portico\.config\.ts \(customer\)\. .*portico serve\n$/);
    assert.match(readFileSync(join(folder, CONFIG), 'utf8'), /A help centre for customers/);
  });

  it('makes the folders that are missing', async (test) => {
    const folder = temporaryFolder(test);
    assert.equal((await runPortico(['init', 'employee', '--dir', 'a/b c/d'], folder)).code, 0);
    assert.ok(existsSync(join(folder, 'a/b c/d', CONFIG)));
  });

  it('leaves a configuration alone unless it is forced, and then writes all of it', async (test) => {
    const mine = `// mine\n${'// padding\n'.repeat(2000)}`;
    const folder = temporaryFolder(test, { [CONFIG]: mine });
    chmodSync(join(folder, CONFIG), 0o644);
    const refused = await runPortico(['init', 'partner'], folder);
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.equal(readFileSync(join(folder, CONFIG), 'utf8'), mine);
    assert.equal((await runPortico(['init', 'partner', '--force'], folder)).code, 0);
    assert.doesNotMatch(readFileSync(join(folder, CONFIG), 'utf8'), /mine|padding/);
  });

  it('says what stands in the way', async (test) => {
    const folder = temporaryFolder(test, { file: 'x', [`full/${CONFIG}/x`]: 'a folder of that name' });
    const below = await runPortico(['init', '--dir', 'file/sub'], folder);
    assert.equal(below.code, 1);
    assert.match(below.stderr, /^portico: .*file\/sub\/portico\.config\.ts cannot be written: .*ENOTDIR/);
    const full = await runPortico(['init', '--dir', 'full', '--force'], folder);
    assert.equal(full.code, 1);
    assert.match(full.stderr, /cannot be written: .*EISDIR/);
  });
});
