import { ConfigError } from '../config/config-error.ts';
import type { RuleId } from '../config/rule-id.ts';
import type { Site } from '../config/site.ts';
import { findingsOf } from './check-site.ts';
import type { Evidence } from './evidence.ts';
import { isBlocking } from './finding.ts';

/**
 * Keeps an adapter from starting on a configuration with an error that no waiver answers. There is no switch that turns
 * it off: a risk is mended, or taken in writing by `acknowledge`.
 *
 * @param evidence what the store has told of itself; absent: nobody asked it yet
 * @throws {ConfigError} listing the findings.
 */
export function refuseRisks(site: Site, now: Date, evidence: Evidence = {}): void {
  const findings = findingsOf(site, { today: now.toISOString().slice(0, 10), evidence }).filter(isBlocking);
  if (findings.length === 0) return;
  throw new ConfigError(
    findings.map(({ rule, path, sentence, fix }) => ({
      path,
      message: `${sentence} ${fix} (${rule})`,
      ...(rule.startsWith('L') ? { rule: rule as RuleId } : {}),
    })),
  );
}
