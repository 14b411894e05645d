/**
 * A reporter for node:test: failures and skips in full, a line for each file, and the tally as JSON in the
 * file that `PORTICO_TALLY` names, so that `npm test` need not read it from the text.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { emptyTally, formatTally, mayBeSkipped } from './tally.mjs';

export default async function* report(events) {
  const tallies = new Map();
  const seconds = new Map();
  const tallyOf = (file = 'without a file') => {
    const name = relative(process.cwd(), file);
    if (!tallies.has(name)) tallies.set(name, emptyTally());
    return tallies.get(name);
  };
  for await (const { type, data } of events) {
    if (type === 'test:pass' && isTest(data)) {
      const skip = data.skip ?? data.todo;
      if (skip === undefined) tallyOf(data.file).passed += 1;
      else if (mayBeSkipped(skip)) {
        tallyOf(data.file).skipped += 1;
        yield `  skipped: ${data.name} (${skip})\n`;
      } else {
        tallyOf(data.file).failed += 1;
        yield `${failure(data)}    skipped without a reason that names ../shared\n`;
      }
    } else if (type === 'test:fail' && (isTest(data) || !isConsequence(data))) {
      tallyOf(data.file).failed += 1;
      yield `${failure(data)}${indent(inspectError(data.details.error))}\n`;
    } else if (type === 'test:summary' && data.file !== undefined) {
      // Each file's own, in a process of its own; a run in one process has one summary, of no file.
      seconds.set(relative(process.cwd(), data.file), data.duration_ms / 1000);
    } else if (type === 'test:stderr') {
      yield data.message;
    }
  }
  for (const file of [...new Set([...tallies.keys(), ...seconds.keys()])].sort())
    yield `  ${fileLine(file, tallies.get(file), seconds.get(file))}\n`;
  const { PORTICO_TALLY } = process.env;
  if (PORTICO_TALLY) writeFileSync(PORTICO_TALLY, JSON.stringify([...tallies.values()]));
}

/** Tests count for the file they are written in, time for the one that ran: a published suite runs in the files of others. */
function fileLine(file, tally, seconds) {
  const parts = [tally && formatTally(tally), seconds && `${seconds.toFixed(1)} s`].filter(Boolean);
  return `${tally?.failed > 0 ? '✗' : '✓'} ${file}: ${parts.join(', ')}`;
}

/** Files and suites are reported too, but count only through their tests. */
function isTest(data) {
  return data.details.type !== 'suite' && !isFile(data);
}

function isFile(data) {
  return (
    data.nesting === 0 && data.file !== undefined && data.file.endsWith(data.name.replace(/^\.?[\\/]/, ''))
  );
}

/** A suite fails when a test in it fails; that is no failure of its own. */
function isConsequence(data) {
  return data.details.error?.failureType === 'subtestsFailed';
}

function failure(data) {
  const place = data.file ? ` (${relative(process.cwd(), data.file)}:${data.line})` : '';
  return `  ✗ ${data.name}${place}\n`;
}

function inspectError(error) {
  const cause = error?.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
