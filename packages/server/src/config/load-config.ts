import { existsSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import customer from '../starters/customer.ts';
import type { PorticoConfig } from './define-config.ts';
import { storeFaults } from './store-faults.ts';

export const CONFIG_FILE = 'portico.config.ts';

/** Every key of {@link PorticoConfig}; the compiler refuses this object when one is missing. */
const KEYS: { readonly [K in keyof Required<PorticoConfig>]: true } = {
  site: true,
  identity: true,
  webRoles: true,
  tables: true,
  columns: true,
  tablePermissions: true,
  forms: true,
  assertions: true,
  acknowledge: true,
  store: true,
};

export interface LoadedConfig {
  readonly config: PorticoConfig;
  /** Absolute path of the file; null when the `customer` starter stands in for one. */
  readonly file: string | null;
}

/**
 * Reads the configuration: `file` if named, else `portico.config.ts` in the working directory, else the
 * `customer` starter. Whether the site itself is coherent is the adapter's question, asked by `loadSite`.
 */
export async function loadConfig(file?: string, cwd = process.cwd()): Promise<LoadedConfig> {
  const path = resolve(cwd, file ?? CONFIG_FILE);
  if (!existsSync(path)) {
    if (file === undefined) return { config: customer, file: null };
    throw refusal(`${path} does not exist. Write one with: portico init`);
  }
  if (statSync(path).isDirectory())
    throw refusal(`${path} is a folder. Name the file: ${join(path, CONFIG_FILE)}`);
  const config = await importConfig(path);
  checkKeys(config, path);
  return { config, file: path };
}

/** Where relative paths of the configuration start. */
export function configFolder(loaded: LoadedConfig, cwd = process.cwd()): string {
  return loaded.file === null ? cwd : dirname(loaded.file);
}

async function importConfig(path: string): Promise<PorticoConfig> {
  resolveOwnName();
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    throw refusal(`${path} cannot be loaded: ${messageOf(error)}${placeIn(error, path)}`, error);
  }
  if (typeof module.default !== 'object' || module.default === null) {
    throw refusal(`${path} must have \`export default defineConfig({ … })\`.`);
  }
  return module.default as PorticoConfig;
}

/**
 * `import … from 'portico'` means this very package where the configuration stands in a folder without one, as
 * with `npx portico` or a configuration under /etc.
 */
function resolveOwnName(): void {
  if (resolvesOwnName) return;
  resolvesOwnName = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier !== 'portico') return next(specifier, context);
      try {
        return next(specifier, context);
      } catch {
        return next(import.meta.resolve('portico'), context);
      }
    },
  });
}

let resolvesOwnName = false;

/** A misspelt key would otherwise be a part of the configuration that silently has no effect. */
function checkKeys(config: PorticoConfig, path: string): void {
  const faults = Object.keys(config)
    .filter((key) => !Object.hasOwn(KEYS, key))
    .map((key) => `  ${key}: unknown key; known are ${Object.keys(KEYS).join(', ')}`);
  const { store } = config;
  if (store !== undefined) faults.push(...storeFaults(store).map((fault) => `  ${fault}`));
  if (faults.length > 0) throw refusal(`${path} is refused:\n${faults.join('\n')}`);
}

/** `, line 12, column 4` when the stack names the file; syntax errors do so only in their first line. */
function placeIn(error: unknown, path: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const name of [pathToFileURL(path).href, path]) {
    const at = stack.indexOf(`${name}:`);
    if (at === -1) continue;
    const [, line, column] = /^(\d+)(?::(\d+))?/.exec(stack.slice(at + name.length + 1)) ?? [];
    if (line) return ` (line ${line}${column ? `, column ${column}` : ''})`;
  }
  return '';
}

function refusal(message: string, cause?: unknown): CommandError {
  return new CommandError(message, EXIT.badConfiguration, { cause });
}
