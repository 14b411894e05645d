import type { RuleId } from './rule-id.ts';

/** One thing wrong with a configuration. */
export interface ConfigFault {
  /** Where, as in `tablePermissions[3].columns.read[1]`. */
  readonly path: string;
  /** What is wrong and how to mend it. */
  readonly message: string;
  /** The rule of `portico check` that it breaks; absent where the configuration is merely malformed. */
  readonly rule?: RuleId;
}

/**
 * Thrown by `loadSite` and `createAdapter`; its message lists every fault on a line of its own. The adapter then does not
 * start.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map((fault) => `  ${fault.path}: ${fault.message}`);
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    super(`The configuration has ${count}:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/** Called with each fault found; checks go on after it, so that all are listed at once. */
export type Report = (path: string, message: string, rule?: RuleId) => void;
