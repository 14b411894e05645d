/**
 * Loaded before a suite, in a process of its own: gives one source file another text while it is read, so that a mutant
 * runs and the working tree stays as it is. The patch comes in `PORTICO_MUTANT`, as JSON; without one, nothing changes.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../setup/paths.mjs';
import { mutated } from './mutated.mjs';

/** Set once the file of the mutant was read: a suite that never reads it says nothing of the mutant. */
export const LOADED = Symbol.for('portico.mutant.loaded');

const patch = process.env.PORTICO_MUTANT;
if (patch) {
  const mutant = JSON.parse(patch);
  const target = pathToFileURL(join(ROOT, mutant.file)).href;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== target) return loaded;
      globalThis[LOADED] = true;
      return { ...loaded, source: mutated(String(loaded.source), mutant) };
    },
  });
}
