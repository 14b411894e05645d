import { ConfigError, type ConfigFault } from '../config/config-error.ts';
import { loadSite } from '../config/load-site.ts';
import type { Site } from '../config/site.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { checkContext } from './context.ts';
import type { Evidence } from './evidence.ts';
import type { Finding, FindingLevel } from './finding.ts';
import { RULES } from './rules/registry.ts';
import { waiversOf } from './waivers.ts';

export interface Circumstances {
  /** The day that waivers are held against, `2026-11-23`, UTC. */
  readonly today: string;
  /** What the store has told of itself; default: nothing. */
  readonly evidence?: Evidence;
}

const ORDER: readonly FindingLevel[] = ['error', 'warning', 'note'];

/**
 * What somebody should know of a configuration: the thirty rules over who can see and do what. Pure: the same
 * configuration on the same day has the same findings. Errors come first, then by rule; waived findings are in the
 * list, with the waiver.
 *
 * A configuration that `loadSite` refuses has its faults as findings, and the rules are not asked: what a permission
 * that cannot be read would open is nobody's guess.
 */
export function checkSite(config: SiteConfig, circumstances: Circumstances): readonly Finding[] {
  let site: Site;
  try {
    site = loadSite(config);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(findingOfFault);
  }
  return findingsOf(site, circumstances);
}

/** The findings of a configuration that has been loaded. */
export function findingsOf(site: Site, { today, evidence = {} }: Circumstances): readonly Finding[] {
  const context = checkContext(site, evidence);
  const waivers = waiversOf(site.config.acknowledge ?? [], today);
  const found = RULES.flatMap((rule) =>
    rule.find(context).flatMap((concern) => waivers.judge(rule, concern)),
  );
  const asked = new Set(RULES.filter(({ isAsked }) => isAsked?.(evidence) ?? true).map(({ id }) => id));
  const all = [...found, ...waivers.findings(asked)];
  return ORDER.flatMap((level) => all.filter((finding) => finding.level === level));
}

function findingOfFault({ path, message, rule }: ConfigFault): Finding {
  const permission = /^tablePermissions\[\d+\]/.exec(path)?.[0] ?? null;
  return {
    rule: rule ?? 'configuration',
    level: 'error',
    path,
    permission: null,
    table: null,
    columns: [],
    webRoles: [],
    sentence: `${permission ? 'The permission' : 'The configuration'} cannot be read: ${lastName(path)} ${message}.`,
    fix: 'Mend this first; the other rules are asked when the configuration can be read.',
    waiver: null,
  };
}

/** `columns.read[1]` of `tablePermissions[3].columns.read[1]`. */
function lastName(path: string): string {
  return path.replace(/^tablePermissions\[\d+\]\./, '');
}
