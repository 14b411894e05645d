import { readFileSync } from 'node:fs';
import type { PorticoConfig } from './define-config.ts';
import type { LoadedConfig } from './load-config.ts';

/** The configuration as it stands in the file: what the store takes from the environment is no secret in a file. */
export function asWritten({ config, file }: LoadedConfig): PorticoConfig {
  if (file === null || config.store === undefined) return config;
  const text = readFileSync(file, 'utf8');
  const keep = (_key: string, value: unknown) =>
    typeof value === 'string' && !text.includes(value) ? '' : value;
  return { ...config, store: JSON.parse(JSON.stringify(config.store, keep)) };
}
