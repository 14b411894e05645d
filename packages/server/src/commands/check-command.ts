import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Evidence, Finding } from '@portico/adapter/check';
import { Command } from 'commander';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import { asWritten } from '../config/as-written.ts';
import { CONFIG_FILE, type LoadedConfig, loadConfig } from '../config/load-config.ts';
import { version } from '../package-version.ts';

const HELP = `
First who can see and do what, by table, column and web role; then what somebody should know of it, by thirty
rules. A finding that is meant goes into "acknowledge" of the configuration, with a reason and a last day.

Ends with 1 when there is an error that is not acknowledged (the adapter would not start), with --strict also
when there is a warning, else with 0. All rules: docs/check.md

Examples:
  portico check
  portico check --strict --sarif portico.sarif
  portico check --config /etc/portico/portico.config.ts --json
  portico check --live                 ask the records' database what it lets the adapter do, too

What a running adapter really shows to strangers is asked by: portico probe
`;

interface CheckOptions {
  readonly config?: string;
  readonly json: boolean;
  readonly sarif?: string;
  readonly live: boolean;
  readonly strict: boolean;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('Say who can see and do what, and what should not be so.')
    .option(
      '--config <file>',
      'the configuration; default portico.config.ts in this folder, else the customer starter',
    )
    .option('--json', 'print { config, summary, access, findings } as JSON', false)
    .option('--sarif <file>', 'write the findings as SARIF 2.1.0, too')
    .option('--live', 'ask the store for what only it can tell', false)
    .option('--strict', 'end with 1 when there is a warning, too', false)
    .addHelpText('after', HELP)
    .action(async (options: CheckOptions) => {
      // Loaded when needed: help and the other commands are quicker without the adapter.
      const { checkSite } = await import('@portico/adapter/check');
      const loaded = await loadConfig(options.config);
      const evidence = options.live ? await evidenceOf(loaded) : {};
      const today = new Date().toISOString().slice(0, 10);
      const findings = checkSite(asWritten(loaded), { today, evidence });
      if (options.sarif !== undefined) await writeSarif(options.sarif, findings, loaded);
      await print(findings, loaded, options.json);
      const { countFindings } = await import('../check/findings-report.ts');
      const { errors, warnings } = countFindings(findings);
      if (errors > 0 || (options.strict && warnings > 0)) process.exitCode = EXIT.failed;
    });
}

async function print(findings: readonly Finding[], loaded: LoadedConfig, json: boolean): Promise<void> {
  const { accessMatrix } = await import('@portico/adapter/check');
  const { countFindings, findingsReport } = await import('../check/findings-report.ts');
  const site = await siteOf(loaded);
  const matrix = site && accessMatrix(site);
  if (json) {
    const access = matrix && {
      webRoles: matrix.webRoles,
      tables: matrix.tables.map(({ table, rows }) => ({ table: table.name, rows })),
    };
    const report = { config: loaded.file, summary: countFindings(findings), access, findings };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const { accessReport } = await import('../check/access-report.ts');
  const { styleFor, widthOf } = await import('../check/style.ts');
  const [width, style] = [widthOf(process.stdout), styleFor(process.stdout)];
  const parts = [named(loaded), ...(matrix ? [accessReport(matrix, width, style)] : [])];
  process.stdout.write(`${[...parts, findingsReport(findings, width, style)].join('\n\n')}\n`);
}

/** What was checked, so that a wrong folder is no silent success. */
function named({ file }: LoadedConfig): string {
  return file === null
    ? `There is no ${CONFIG_FILE} in this folder. This is the customer starter, which then applies:`
    : `Of ${relative(process.cwd(), file)}:`;
}

/** Null when the configuration cannot be read; the findings say why. */
async function siteOf({ config }: LoadedConfig) {
  const { ConfigError, loadSite } = await import('@portico/adapter');
  try {
    return loadSite(config);
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

async function writeSarif(file: string, findings: readonly Finding[], { file: config }: LoadedConfig) {
  const { sarifOf } = await import('../check/sarif.ts');
  const uri = config === null ? CONFIG_FILE : relative(process.cwd(), config).replaceAll('\\', '/');
  const text = config === null ? '' : readFileSync(config, 'utf8');
  try {
    writeFileSync(file, `${JSON.stringify(sarifOf(findings, { uri, text, version: version() }), null, 2)}\n`);
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${messageOf(error)}`, EXIT.failed, { cause: error });
  }
}

async function evidenceOf(loaded: LoadedConfig): Promise<Evidence> {
  const { storeAt } = await import('../config/create-store.ts');
  const { chooseStore } = await import('../config/store-choice.ts');
  const { whyNotOpened } = await import('../config/why-not-opened.ts');
  const choice = chooseStore(loaded);
  const store = storeAt(choice);
  try {
    const site = await siteOf(loaded);
    return (await store.evidence?.(site?.storeTables ?? [])) ?? {};
  } catch (error) {
    throw whyNotOpened(error, choice, 'to read');
  } finally {
    await store.close();
  }
}
